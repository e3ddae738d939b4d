import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { created_ts, id } from './fixture-ids.ts'

const common = { application_id: id(0), created_ts, arch: 1 } as const

/** A package of any type but Flatcar's, for amd64. */
export const release = (n: number, version: string, over: Partial<Package> = {}): Package => ({
  ...common,
  id: id(n),
  type: 4,
  version,
  url: 'https://updates.example.test/',
  filename: null,
  description: null,
  size: null,
  hash: null,
  channels_blacklist: null,
  flatcar_action: null,
  extra_files: null,
  floor_reason: null,
  ...over,
})

/** A channel for amd64 that offers this package. */
export const channelAt = (
  n: number,
  name: string,
  at: Package | null,
  over: Partial<Channel> = {},
): Channel => ({
  ...common,
  id: id(n),
  name,
  color: '#14b9d6',
  package_id: at?.id ?? null,
  package: at,
  ...over,
})

/** The application that these belong to, by default without groups and channels. */
export const applicationFixture = (over: Partial<Application> = {}): Application => ({
  id: id(0),
  product_id: null,
  name: 'Kiosk OS',
  description: '',
  created_ts,
  groups: null,
  channels: null,
  instances: { count: 0 },
  ...over,
})
