import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { groupSchema } from '#contract/group.ts'
import { STABLE_GROUP_ID } from './fleet-rule.ts'

const LIMIT = { policy_period_interval: '15 minutes', policy_max_updates_per_period: 20 }

/** Does something while the measured group has a limit of updates. Throws when the server refuses it. */
export async function underLimit<T>(server: string, run: () => Promise<T>): Promise<T> {
  const group = `${server}/api/apps/${FLATCAR_APPLICATION_ID}/groups/${STABLE_GROUP_ID}`
  const unlimited = groupSchema.parse(await (await fetch(group)).json())
  await putGroup(group, { ...unlimited, ...LIMIT })
  try {
    return await run()
  } finally {
    await putGroup(group, unlimited)
  }
}

async function putGroup(group: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(group, { method: 'PUT', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`The group is refused: ${response.status} ${await response.text()}`)
}
