import type { CheckedFile } from '#contract/package-check.ts'
import { PACKAGE_TYPE } from '#contract/package.ts'
import { formatNumber } from '#src/lib/format-number.ts'

/** What a package says of its file; empty or null where it says nothing. */
interface ExpectedFile {
  type: number
  size: string | null
  hash: string | null
  sha256: string | null
}

/** A difference between a package and its file. */
export interface FileDifference {
  part: 'size' | 'hash' | 'sha256' | 'payload'
  /** A sentence. */
  words: string
}

const differs = (
  part: FileDifference['part'],
  expected: string | null,
  found: string,
  what: string,
): FileDifference[] =>
  expected && expected !== found
    ? [{ part, words: `The file’s ${what} is ${found}, and the package has ${expected}.` }]
    : []

/** What is wrong with the file of a package: nodes download it, compare it with the package, and install payloads only. */
export function compareFile({ type, size, hash, sha256 }: ExpectedFile, file: CheckedFile): FileDifference[] {
  const isFlatcar = type === PACKAGE_TYPE.flatcar
  return [
    ...(isFlatcar && !file.is_update_payload
      ? [
          {
            part: 'payload',
            words: 'The file is not an update payload: it does not begin with CrAU.',
          } as const,
        ]
      : []),
    ...differs('size', size, String(file.size), 'size in bytes'),
    ...differs('hash', hash, file.sha1, 'SHA-1'),
    ...(isFlatcar ? differs('sha256', sha256, file.sha256, 'SHA-256') : []),
  ]
}

/** "The file has 484,685,642 bytes, and matches the package." */
export const describeMatch = (file: CheckedFile): string =>
  `The file has ${formatNumber(file.size)} bytes, and matches the package.`
