import type { Random, Weighted } from '#contract/random.ts'

/** A machine's identity, which updates don't change. */
export interface NodeIdentity {
  /** Like systemd's machine-id: 32 hexadecimal digits. */
  id: string
  ip: string
  alias: string
  oem: string
}

type Weights<T> = readonly [Weighted<T>, ...Weighted<T>[]]

interface Site {
  name: string
  /** Second octet of its machines' addresses. */
  network: number
  /** The platform that its machines run on; empty for bare metal. */
  oem: string
}

const SITES: Weights<Site> = [
  [30, { name: 'ber1', network: 16, oem: '' }],
  [22, { name: 'fra2', network: 24, oem: 'openstack' }],
  [18, { name: 'dub1', network: 32, oem: 'ami' }],
  [12, { name: 'iad3', network: 48, oem: 'ami' }],
  [10, { name: 'sin1', network: 64, oem: 'gce' }],
  [8, { name: 'ams1', network: 80, oem: 'azure' }],
  [5, { name: 'lab', network: 200, oem: 'qemu' }],
]

const ROLES: Weights<string> = [
  [60, 'worker'],
  [14, 'ingress'],
  [12, 'storage'],
  [8, 'build'],
  [6, 'control'],
]

/** Share of machines with an alias. */
const ALIAS_SHARE = 0.9

/** Generates machines with unique names and addresses. */
export function createIdentityGenerator(random: Random): () => NodeIdentity {
  const numbers = new Map<string, number>()
  const nextNumber = (key: string) => {
    const number = (numbers.get(key) ?? 0) + 1
    numbers.set(key, number)
    return number
  }
  return () => {
    const site = random.pickWeighted(SITES)
    const role = random.pickWeighted(ROLES)
    const host = nextNumber(site.name) + 9
    const alias = `${site.name}-${role}-${String(nextNumber(`${site.name}-${role}`)).padStart(3, '0')}`
    return {
      id: random.hex(32),
      ip: `10.${site.network}.${Math.floor(host / 250)}.${(host % 250) + 1}`,
      alias: random.chance(ALIAS_SHARE) ? alias : '',
      oem: site.oem,
    }
  }
}
