import type { Arch } from '#contract/arch.ts'

/** The names that Flatcar's updater, Omaha and operators give an architecture. */
const BOARDS = new Map<string, Arch>([
  ['amd64-usr', 1],
  ['arm64-usr', 2],
])
const SYSTEMS = new Map<string, Arch>([
  ['x64', 1],
  ['amd64', 1],
  ['arm', 2],
  ['aarch64', 2],
  ['x86', 3],
  ['all', 0],
])

/** By its board, else by its operating system; amd64 where it tells neither in a way that is known. */
export const archOfNode = (board: string, system: string): Arch =>
  BOARDS.get(board) ?? SYSTEMS.get(system) ?? 1
