import { readFile } from 'node:fs/promises'
import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { Agent, setGlobalDispatcher } from 'undici'
import { StartError } from '#server/errors/start-error.ts'

/**
 * Makes every `fetch` of this process trust the certificate authorities in a PEM file too. Throws a `StartError` for a
 * file without any.
 */
export async function trustCaFile(file: string): Promise<void> {
  setGlobalDispatcher(new Agent({ connect: { ca: await readCaFile(file) } }))
}

/** The authorities that Node.js trusts, and those in the file. */
export async function readCaFile(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new StartError(`--ca-file ${file} can't be read: ${String(error)}.`)
  })
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  if (certificates.length === 0 || !certificates.every(isCertificate))
    throw new StartError(`--ca-file ${file} has no certificates in PEM.`)
  return [...rootCertificates, ...certificates]
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined
  } catch {
    return false
  }
}
