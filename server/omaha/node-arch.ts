import type { Arch } from '#contract/arch.ts'

/** The names of architectures in Flatcar's updater. */
const BOARDS = new Map<string, Arch>([
  ['amd64-usr', 1],
  ['arm64-usr', 2],
])
/** The names in Omaha's `<os>`, and those that `uname` and Go have for the same. */
const SYSTEMS = new Map<string, Arch>([
  ['x64', 1],
  ['x86_64', 1],
  ['amd64', 1],
  ['arm', 2],
  ['arm64', 2],
  ['armv8', 2],
  ['aarch64', 2],
  ['x86', 3],
  ['i386', 3],
  ['i686', 3],
  ['all', 0],
])

/**
 * By the board, else by the operating system's arch, else by the beginning of the board (`amd64-generic`), in any letter
 * case. A node that names neither is amd64; null for one that names an arch nobody knows.
 */
export function nodeArch(board: string, system: string): Arch | null {
  const [boardName, systemName] = [board.trim().toLowerCase(), system.trim().toLowerCase()]
  if (boardName === '' && systemName === '') return 1
  return (
    BOARDS.get(boardName) ?? SYSTEMS.get(systemName) ?? SYSTEMS.get(boardName.split('-')[0] ?? '') ?? null
  )
}
