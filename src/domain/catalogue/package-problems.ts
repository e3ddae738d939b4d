import { PACKAGE_TYPE } from '#contract/package.ts'

/** What a node needs of a package, as typed or as the server has it; null is none. */
export interface PackageParts {
  type: number
  url: string
  filename: string | null
  size: string | null
  hash: string | null
  sha256: string | null
}

/** A part, by the wire's name, and what is wrong with it. */
export interface PackageProblem {
  part: keyof PackageParts
  words: string
}

/**
 * What keeps nodes from installing a package, by what Omaha's clients do with its parts: they fetch from an HTTP
 * address, compare sizes and hashes, and update_engine installs nothing without all of them. The server takes anything.
 */
export function packageProblems({ type, url, filename, size, hash, sha256 }: PackageParts): PackageProblem[] {
  const isFlatcar = type === PACKAGE_TYPE.flatcar
  const needed = (part: PackageProblem['part'], value: string | null, what: string) =>
    isFlatcar && !value
      ? [{ part, words: `${what} is missing: a Flatcar node can’t install it without` }]
      : []
  const wrong = (part: PackageProblem['part'], words: string | null) =>
    words === null ? [] : [{ part, words }]
  return [
    ...wrong('url', urlProblem(url)),
    ...needed('filename', filename, 'File name'),
    ...needed('size', size, 'Size'),
    ...wrong('size', sizeProblem(size)),
    ...needed('hash', hash, 'SHA-1'),
    ...wrong('hash', sha1Problem(hash)),
    ...(isFlatcar ? [...needed('sha256', sha256, 'SHA-256'), ...wrong('sha256', sha256Problem(sha256))] : []),
  ]
}

function urlProblem(url: string): string | null {
  const protocol = URL.parse(url)?.protocol
  const isHttp = /^https?:\/\//i.test(url) && (protocol === 'http:' || protocol === 'https:')
  return isHttp ? null : 'URL must be an address that begins with https:// or http://'
}

/** Null for a size that can be sent; an empty one is none. */
export const sizeProblem = (size: string | null): string | null =>
  !size || /^\d+$/.test(size) ? null : 'Size must be a whole number of bytes, in digits alone'

const SHA1_BYTES = 20
const SHA256_BYTES = 32

/** Null for a hash that can be sent; an empty one is none. */
export const sha1Problem = (hash: string | null): string | null =>
  !hash || isBase64Of(hash, SHA1_BYTES)
    ? null
    : `SHA-1 must be ${SHA1_BYTES} bytes in base64: 28 characters with = at the end`

export const sha256Problem = (hash: string | null): string | null =>
  !hash || isBase64Of(hash, SHA256_BYTES)
    ? null
    : `SHA-256 must be ${SHA256_BYTES} bytes in base64: 44 characters with = at the end`

/** Of an extra file, which Omaha tells in hexadecimal; base64 is taken too. */
export const fileSha256Problem = (hash: string | null): string | null =>
  !hash || /^[\da-f]{64}$/i.test(hash) || isBase64Of(hash, SHA256_BYTES)
    ? null
    : `SHA-256 must be ${SHA256_BYTES} bytes: 64 hexadecimal digits, or 44 characters of base64`

function isBase64Of(text: string, bytes: number): boolean {
  const isBase64 = text.length % 4 === 0 && /^[\d+/a-z]+={0,2}$/i.test(text)
  return isBase64 && atob(text).length === bytes
}
