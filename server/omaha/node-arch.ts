import type { Arch } from '#contract/arch.ts'

/** The names of architectures in Flatcar's updater. */
const BOARDS = new Map<string, Arch>([
  ['amd64-usr', 1],
  ['arm64-usr', 2],
])
/** The names in Omaha's `<os>`. */
const SYSTEMS = new Map<string, Arch>([
  ['x64', 1],
  ['amd64', 1],
  ['arm', 2],
  ['aarch64', 2],
  ['x86', 3],
  ['all', 0],
])

/** By the board, else by the operating system's arch, else amd64. */
export const nodeArch = (board: string, system: string): Arch => BOARDS.get(board) ?? SYSTEMS.get(system) ?? 1
