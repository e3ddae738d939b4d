import type { Package } from '#contract/package.ts'
import { archName } from './arch-name.ts'

/** "4100.0.0 (amd64)": an application may have one package of a version for each arch. */
export const packageTitle = ({ version, arch }: Pick<Package, 'version' | 'arch'>): string =>
  `${version} (${archName(arch)})`
