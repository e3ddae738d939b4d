import { PACKAGE_TYPE } from '#contract/package.ts'
import { isBase64Of, isHexOf, SHA1_BYTES, SHA256_BYTES } from './hash-text.ts'

/** The parts of a package that a node needs, as typed or as stored; null is none. */
export interface PackageParts {
  type: number
  url: string
  filename: string | null
  size: string | null
  hash: string | null
  sha256: string | null
}

/** A problem with one part of a package. */
export interface PackageProblem {
  part: keyof PackageParts
  words: string
}

/**
 * Why nodes cannot install a package. Omaha clients download from an HTTP URL and compare sizes and hashes, and
 * update_engine installs nothing without all of them; the server accepts anything.
 */
export function packageProblems({ type, url, filename, size, hash, sha256 }: PackageParts): PackageProblem[] {
  const isFlatcar = type === PACKAGE_TYPE.flatcar
  const missing = (part: PackageProblem['part'], value: string | null, what: string) =>
    isFlatcar && !value
      ? [{ part, words: `${what} is missing: a Flatcar node cannot install the package without it` }]
      : []
  const invalid = (part: PackageProblem['part'], words: string | null) =>
    words === null ? [] : [{ part, words }]
  return [
    ...invalid('url', urlProblem(url)),
    ...missing('filename', filename, 'File name'),
    ...missing('size', size, 'Size'),
    ...invalid('size', sizeProblem(size)),
    ...missing('hash', hash, 'SHA-1'),
    ...invalid('hash', sha1Problem(hash)),
    ...(isFlatcar
      ? [...missing('sha256', sha256, 'SHA-256'), ...invalid('sha256', sha256Problem(sha256))]
      : []),
  ]
}

function urlProblem(url: string): string | null {
  const protocol = URL.parse(url)?.protocol
  const isHttp = /^https?:\/\//i.test(url) && (protocol === 'http:' || protocol === 'https:')
  return isHttp ? null : 'URL must start with https:// or http://'
}

/** Null for a valid size; an empty one is none. */
export const sizeProblem = (size: string | null): string | null =>
  !size || /^\d+$/.test(size) ? null : 'Size must be a whole number of bytes, in digits only'

/** Null for a valid hash; an empty one is none. */
export const sha1Problem = (hash: string | null): string | null =>
  !hash || isBase64Of(hash, SHA1_BYTES)
    ? null
    : `SHA-1 must be ${SHA1_BYTES} bytes in base64: 28 characters with = at the end`

export const sha256Problem = (hash: string | null): string | null =>
  !hash || isBase64Of(hash, SHA256_BYTES)
    ? null
    : `SHA-256 must be ${SHA256_BYTES} bytes in base64: 44 characters with = at the end`

/** The hash of an extra file is hexadecimal in Omaha; base64 is accepted too. */
export const fileSha256Problem = (hash: string | null): string | null =>
  !hash || isHexOf(hash, SHA256_BYTES) || isBase64Of(hash, SHA256_BYTES)
    ? null
    : `SHA-256 must be ${SHA256_BYTES} bytes: 64 hexadecimal digits, or 44 characters of base64`
