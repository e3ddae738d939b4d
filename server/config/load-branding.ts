import { readFile } from 'node:fs/promises'
import type { BrandingConfig } from './config.ts'
import { StartError } from '#server/errors/start-error.ts'

/** The title and the logo of the dashboard. */
export interface Branding {
  title: string
  /** An SVG document; empty for Platte's own logo. */
  logo: string
  header_style: 'light' | 'dark'
}

export const PLATTE_BRANDING: Branding = { title: '', logo: '', header_style: 'light' }

const MAX_LOGO_BYTES = 256 * 1024

/** Throws a `StartError` for a file that is no SVG, or too large to go with every start of the dashboard. */
export async function loadBranding({ title, logoFile, headerStyle }: BrandingConfig): Promise<Branding> {
  return { title, logo: logoFile === null ? '' : await readLogo(logoFile), header_style: headerStyle }
}

async function readLogo(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new StartError(`--client-logo ${file} can't be read: ${String(error)}.`)
  })
  if (!/<svg[\s>]/i.test(text)) throw new StartError(`--client-logo ${file} is no SVG.`)
  if (text.length > MAX_LOGO_BYTES)
    throw new StartError(`--client-logo ${file} is larger than ${MAX_LOGO_BYTES / 1024} KiB.`)
  return text
}
