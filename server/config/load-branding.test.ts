import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadBranding } from './load-branding.ts'

async function brandingWith(logo: string) {
  const directory = await mkdtemp(path.join(tmpdir(), 'platte-logo-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const logoFile = path.join(directory, 'logo.svg')
  await writeFile(logoFile, logo)
  return loadBranding({ title: 'Acme', logoFile, headerStyle: 'dark' })
}

test('a logo is read from its file', async () => {
  const logo = '<svg xmlns="http://www.w3.org/2000/svg"/>'
  expect(await brandingWith(logo)).toEqual({ title: 'Acme', logo, header_style: 'dark' })
})

test('a file that is no SVG, is too large or is missing stops the start', async () => {
  await expect(brandingWith('PNG')).rejects.toThrow(/is no SVG/)
  await expect(brandingWith(`<svg >${' '.repeat(300_000)}`)).rejects.toThrow(/larger than 256 KiB/)
  const missing = { title: '', logoFile: '/nowhere/logo.svg', headerStyle: 'light' } as const
  await expect(loadBranding(missing)).rejects.toThrow(/--client-logo \/nowhere\/logo.svg can't be read/)
})
