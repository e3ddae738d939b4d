import { groupSchema, type Group, type GroupWrite } from '#contract/group.ts'
import type { RestClient } from './rest-client.ts'

export interface GroupPlan {
  /** Name of a channel in the plan; omitted for a group without a channel. */
  channel?: string
  policy?: Partial<Pick<GroupWrite, PolicyField>>
}

type PolicyField = Extract<keyof GroupWrite, `policy_${string}`>

/** A group, and what another operator can do to it through the API. */
export interface TestGroup {
  id: string
  name: string
  track: string
  /** Path of its page in the dashboard. */
  path: string
  read: () => Promise<Group>
  /** Reads the group again and replaces these fields, as another operator would. */
  change: (fields: Partial<GroupWrite>) => Promise<void>
  pause: () => Promise<void>
  resume: () => Promise<void>
}

/** Updates enabled, no limits. */
const POLICY = {
  policy_updates_enabled: true,
  policy_safe_mode: false,
  policy_office_hours: false,
  policy_timezone: 'Europe/Berlin',
  policy_period_interval: '15 minutes',
  policy_max_updates_per_period: 999_999,
  policy_update_timeout: '60 minutes',
} satisfies Pick<GroupWrite, PolicyField>

/** `channel_id` is empty for none. */
export async function createGroup(
  rest: RestClient,
  applicationId: string,
  { name, channel_id, policy }: { name: string; channel_id: string; policy: GroupPlan['policy'] },
): Promise<TestGroup> {
  const groups = `/api/apps/${applicationId}/groups`
  const body = { name, description: '', track: name, channel_id, ...POLICY, ...policy }
  const { id, track } = await rest.post(groups, body, groupSchema)
  const read = () => rest.get(`${groups}/${id}`, groupSchema)
  const change = async (fields: Partial<GroupWrite>) => {
    const { channel: _, ...group } = await read()
    await rest.put(`${groups}/${id}`, { ...group, channel_id: group.channel_id ?? '', ...fields })
  }
  return {
    id,
    name,
    track,
    path: `/applications/${applicationId}/groups/${id}`,
    read,
    change,
    pause: () => change({ policy_updates_enabled: false }),
    resume: () => change({ policy_updates_enabled: true }),
  }
}
