import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { channelPageSchema } from '#contract/channel.ts'

const AT_ONCE = 8

/** Adds groups to Flatcar's application, each of its own track, until it has `groups`. */
export async function addGroups(server: string, groups: number): Promise<void> {
  const application = `${server}/api/apps/${FLATCAR_APPLICATION_ID}`
  const channel = await stableChannel(application)
  const names = Array.from({ length: groups }, (_, n) => `Site ${String(n + 1).padStart(3, '0')}`)
  const worker = async (): Promise<void> => {
    const name = names.shift()
    if (name === undefined) return
    await addGroup(application, name, channel)
    await worker()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

async function stableChannel(application: string): Promise<string | undefined> {
  const response = await fetch(`${application}/channels?page=1&perpage=100`)
  const { channels } = channelPageSchema.parse(await response.json())
  return channels?.find(({ name }) => name === 'stable')?.id
}

async function addGroup(application: string, name: string, channel_id: string | undefined): Promise<void> {
  const response = await fetch(`${application}/groups`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name,
      channel_id,
      track: name.toLowerCase().replace(' ', '-'),
      policy_updates_enabled: true,
      policy_safe_mode: true,
      policy_office_hours: false,
      policy_timezone: 'Europe/Berlin',
      policy_period_interval: '15 minutes',
      policy_max_updates_per_period: 20,
      policy_update_timeout: '60 minutes',
    }),
  })
  if (!response.ok) throw new Error(`Failed to create ${name}: ${response.status} ${await response.text()}`)
}
