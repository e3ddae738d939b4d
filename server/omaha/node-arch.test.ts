import { expect, test } from 'vitest'
import { nodeArch } from './node-arch.ts'

test.each([
  ['amd64-usr', 'arm', 1],
  ['arm64-usr', 'x64', 2],
  ['', 'x64', 1],
  ['', 'amd64', 1],
  ['', 'arm', 2],
  ['', 'aarch64', 2],
  ['', 'x86', 3],
  ['', 'all', 0],
  ['unheard-of', 'arm', 2],
  ['', '', 1],
  ['AMD64-USR', 'arm64', 1],
  ['', 'arm64', 2],
  ['', 'ARMv8', 2],
  ['', 'x86_64', 1],
  ['', 'X64', 1],
  ['', 'i686', 3],
  ['amd64', '', 1],
  ['amd64-generic', '', 1],
  ['arm64-generic', 'riscv64', 2],
  ['x86-usr', '', 3],
])('a node with board %j and system %j has arch %i', (board, system, arch) => {
  expect(nodeArch(board, system)).toBe(arch)
})

test.each([
  ['', 'riscv64'],
  ['unheard-of', ''],
  ['unheard-of', 'mips'],
  ['constructor', ''],
])('a node with board %j and system %j has an arch that nobody knows', (board, system) => {
  expect(nodeArch(board, system)).toBeNull()
})
