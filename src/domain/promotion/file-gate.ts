import type { CheckedFile } from '#contract/package-check.ts'
import type { Package } from '#contract/package.ts'
import { compareFile, describeMatch } from '#src/domain/catalogue/compare-file.ts'
import type { PromotionGate } from './promotion-gate.ts'

/** Why a server has no file at a package's address. */
interface MissingFile {
  kind: 'failed'
  message: string
}

/** The gate of a check that fetched the package's file. There is none where the file could not be judged. */
export function fileGate(release: Package, found: CheckedFile | MissingFile): PromotionGate {
  const sha256 = release.flatcar_action?.sha256 ?? null
  const problems =
    found.kind === 'failed'
      ? [found.message]
      : compareFile({ ...release, sha256 }, found).map(({ words }) => words)
  return {
    kind: 'file',
    name: 'The file is as the package says',
    status: problems.length === 0 ? 'passed' : 'failed',
    words: problems.length > 0 ? problems.join(' ') : found.kind === 'done' ? describeMatch(found) : '',
    needs: 'Correct the package, or put the right file at its address.',
  }
}
