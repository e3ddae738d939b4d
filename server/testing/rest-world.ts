import type { FastifyInstance } from 'fastify'
import { applicationSchema } from '#contract/application.ts'
import type { Arch } from '#contract/arch.ts'
import { channelSchema } from '#contract/channel.ts'
import { groupSchema, type GroupWrite } from '#contract/group.ts'
import { packageSchema, type PackageWrite } from '#contract/package.ts'
import { requestJson } from './rest-client.ts'

export const NO_ID = '00000000-0000-4000-8000-000000000000'

/** The body of a group's POST or PUT, with defaults. */
export const groupBody = (fields: Partial<GroupWrite> = {}): GroupWrite => ({
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
  ...fields,
})

export const packageBody = (version: string, fields: Partial<PackageWrite> = {}): PackageWrite => ({
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
  ...fields,
})

/** Creates an application over REST; returns it with functions that create its parts. */
export async function createApplication(app: FastifyInstance, name = 'Kiosk OS') {
  const { id } = await requestJson(app, applicationSchema, 'POST', '/api/apps', { name })
  const url = `/api/apps/${id}`
  return {
    id,
    url,
    addPackage: (version: string, fields: Partial<PackageWrite> = {}) =>
      requestJson(app, packageSchema, 'POST', `${url}/packages`, packageBody(version, fields)),
    addChannel: (name: string, arch: Arch = 1, package_id = '') =>
      requestJson(app, channelSchema, 'POST', `${url}/channels`, channelBody(name, arch, package_id)),
    addGroup: (fields: Partial<GroupWrite> = {}) =>
      requestJson(app, groupSchema, 'POST', `${url}/groups`, groupBody(fields)),
  }
}

export const channelBody = (name: string, arch: Arch = 1, package_id = '') => ({
  application_id: '',
  name,
  color: '#14b9d6',
  arch,
  package_id,
})
