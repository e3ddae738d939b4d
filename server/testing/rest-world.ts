import type { FastifyInstance } from 'fastify'
import { applicationSchema } from '#contract/application.ts'
import type { Arch } from '#contract/arch.ts'
import { channelSchema } from '#contract/channel.ts'
import { groupSchema, type GroupWrite } from '#contract/group.ts'
import { packageSchema, type PackageWrite } from '#contract/package.ts'
import { answerTo } from './rest-client.ts'

export const NO_ID = '00000000-0000-4000-8000-000000000000'

/** What a POST or PUT of a group says, unless a test says otherwise. */
export const groupBody = (over: Partial<GroupWrite> = {}): GroupWrite => ({
  name: 'Canary',
  description: '',
  track: 'canary',
  policy_updates_enabled: true,
  policy_safe_mode: false,
  policy_office_hours: false,
  policy_timezone: 'Europe/Berlin',
  policy_period_interval: '15 minutes',
  policy_max_updates_per_period: 2,
  policy_update_timeout: '60 minutes',
  ...over,
})

export const packageBody = (version: string, over: Partial<PackageWrite> = {}): PackageWrite => ({
  application_id: '',
  arch: 1,
  type: 4,
  version,
  url: 'https://updates.example.test/',
  filename: 'os.gz',
  description: '',
  size: '1000',
  hash: 'aGFzaA==',
  channels_blacklist: [],
  ...over,
})

/** An application made over REST, and what makes its parts. */
export async function createApplication(app: FastifyInstance, name = 'Kiosk OS') {
  const { id } = await answerTo(app, applicationSchema, 'POST', '/api/apps', { name })
  const url = `/api/apps/${id}`
  return {
    id,
    url,
    addPackage: (version: string, over: Partial<PackageWrite> = {}) =>
      answerTo(app, packageSchema, 'POST', `${url}/packages`, packageBody(version, over)),
    addChannel: (name: string, arch: Arch = 1, package_id = '') =>
      answerTo(app, channelSchema, 'POST', `${url}/channels`, channelBody(name, arch, package_id)),
    addGroup: (over: Partial<GroupWrite> = {}) =>
      answerTo(app, groupSchema, 'POST', `${url}/groups`, groupBody(over)),
  }
}

export const channelBody = (name: string, arch: Arch = 1, package_id = '') => ({
  application_id: '',
  name,
  color: '#14b9d6',
  arch,
  package_id,
})
