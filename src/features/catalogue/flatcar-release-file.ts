import { isVersion } from '#contract/version-order.ts'

const BOARDS: Record<string, string> = { '1': 'amd64-usr', '2': 'arm64-usr' }

/** The official download of a Flatcar release; null for other arches, or an invalid version. */
export function flatcarReleaseFile(version: string, arch: string): { url: string; filename: string } | null {
  const board = BOARDS[arch]
  if (board === undefined || !isVersion(version.trim())) return null
  return {
    url: `https://update.release.flatcar-linux.net/${board}/${version.trim()}/`,
    filename: 'flatcar_production_update.gz',
  }
}
