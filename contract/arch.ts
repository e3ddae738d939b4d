import * as z from 'zod/mini'

/** Architectures by their number on the wire. */
export const ARCH_NAMES = { 0: 'all', 1: 'amd64', 2: 'arm64', 3: 'x86' } as const

export type Arch = keyof typeof ARCH_NAMES

export const archSchema = z.literal([0, 1, 2, 3], 'arch must be 0 (all), 1 (amd64), 2 (arm64) or 3 (x86)')

/** A PUT must have an arch but never changes it, so any number is valid. */
export const unusedArchSchema = z.int('arch must be a whole number')
