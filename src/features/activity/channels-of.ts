import type { ActivityEntry } from '#contract/activity.ts'
import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'

/** The channels of an entry's application; none while they are unknown. */
export const channelsOf = (
  { app_id }: ActivityEntry,
  applications: readonly Application[],
): readonly Channel[] => applications.find(({ id }) => id === app_id)?.channels ?? []
