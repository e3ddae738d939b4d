import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { rootCertificates } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { readCaFile } from './trust-ca-file.ts'

async function fileWith(text: string): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'platte-ca-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const file = path.join(directory, 'ca.pem')
  await writeFile(file, text)
  return file
}

test('the file’s certificates are added to the built-in ones', async () => {
  const [one = '', other = ''] = rootCertificates
  const authorities = await readCaFile(await fileWith(`# ours\n${one}\n${other}\n`))
  expect(authorities.length).toBe(rootCertificates.length + 2)
  expect(authorities.at(-1)).toBe(other)
})

test.each(['', 'x', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])(
  'a file with %j is refused',
  async (text) => {
    await expect(readCaFile(await fileWith(text))).rejects.toThrow('has no certificates in PEM')
  },
)

test('a missing file is a start error', async () => {
  await expect(readCaFile('/does/not/exist.pem')).rejects.toMatchObject({ exitCode: 1 })
})
