import { ARCH_NAMES, type Arch } from '#contract/arch.ts'

const isArch = (arch: number): arch is Arch => arch in ARCH_NAMES

export const archName = (arch: number): string => (isArch(arch) ? ARCH_NAMES[arch] : `arch ${arch}`)
