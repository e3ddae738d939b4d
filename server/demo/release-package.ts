import { PACKAGE_TYPE } from '#contract/package.ts'
import type { Arch } from '#contract/arch.ts'
import type { GroupPlan } from './group-plan.ts'
import { createRandom } from '#contract/random.ts'

export interface ReleasePackage {
  arch: Arch
  type: number
  version: string
  url: string
  filename: string
  description: string
  size: string
  hash: string
  /** Null for the agent: only Flatcar's packages have an action. */
  sha256: string | null
}

const BOARDS: Record<Arch, string> = { 0: 'all', 1: 'amd64-usr', 2: 'arm64-usr', 3: 'x86-usr' }

/** The package of a release. Its URL can't be downloaded from: simulated nodes don't need to. */
export function releasePackage(group: GroupPlan, version: string): ReleasePackage {
  const random = createRandom(`${group.application}/${group.arch}/${version}`)
  const digest = (bytes: number) => Buffer.from(random.hex(2 * bytes), 'hex').toString('base64')
  const description = `Simulated release ${version}`
  if (group.application === 'agent') {
    return {
      arch: group.arch,
      type: PACKAGE_TYPE.docker,
      version,
      url: `https://registry.example.test/metrics-agent:${version}`,
      filename: '',
      description,
      size: String(random.integer(38_000_000, 44_000_000)),
      hash: digest(20),
      sha256: null,
    }
  }
  return {
    arch: group.arch,
    type: PACKAGE_TYPE.flatcar,
    version,
    url: `https://updates.example.test/${BOARDS[group.arch]}/${version}/`,
    filename: 'flatcar_production_update.gz',
    description,
    size: String(random.integer(460_000_000, 520_000_000)),
    hash: digest(20),
    sha256: digest(32),
  }
}
