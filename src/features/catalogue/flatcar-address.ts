import { isVersion } from '#contract/version-order.ts'

const BOARDS: Record<string, string> = { '1': 'amd64-usr', '2': 'arm64-usr' }

/** Where Flatcar's own releases lie; null where there is none of that arch, or the version is none. */
export function flatcarAddress(version: string, arch: string): { url: string; filename: string } | null {
  const board = BOARDS[arch]
  if (board === undefined || !isVersion(version.trim())) return null
  return {
    url: `https://update.release.flatcar-linux.net/${board}/${version.trim()}/`,
    filename: 'flatcar_production_update.gz',
  }
}
