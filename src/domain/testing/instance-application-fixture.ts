import type { Instance } from '#contract/instance.ts'
import { created_ts, id } from './fixture-ids.ts'

/** The last report of a node that runs 1.0.0 and has never had an update. */
export const instanceApplication = (
  over: Partial<Instance['application']> = {},
): Instance['application'] => ({
  application_id: id(0),
  group_id: id(1),
  version: '1.0.0',
  created_ts,
  status: null,
  last_check_for_updates: created_ts,
  last_update_granted_ts: null,
  last_update_version: null,
  update_in_progress: false,
  ...over,
})
