import { useQuery } from '@tanstack/react-query'
import type { Instance } from '#contract/instance.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { instanceQuery, instancesQuery } from '#src/api/instances.ts'

/** What is known of what a node last told. */
export type LastWord =
  /** It checked in within the last day. */
  | { kind: 'heard'; application: Instance['application'] }
  /** It has been silent for longer; this is what it said last. */
  | { kind: 'silent'; application: Instance['application'] }
  /** It was not heard in this group within 30 days. */
  | { kind: 'lost' }
  | { kind: 'unknown' }

/**
 * One node. The server tells nothing of a node that has been silent for more than a day but that it exists;
 * what it said last is then in the list of the last 30 days.
 */
export function useInstance(ref: GroupRef, instanceId: string) {
  const instance = useQuery(instanceQuery(ref, instanceId))
  const isSilent = instance.data !== undefined && instance.data.application.application_id === ''
  const listed = useQuery({
    ...instancesQuery(ref, {
      duration: '30d',
      page: 1,
      perPage: 10,
      searchField: 'id',
      searchValue: instanceId,
    }),
    enabled: isSilent,
  })
  return { instance, lastWord: lastWord(), listed }

  function lastWord(): LastWord {
    if (!instance.data) return { kind: 'unknown' }
    if (!isSilent) return { kind: 'heard', application: instance.data.application }
    if (!listed.data) return { kind: 'unknown' }
    const row = listed.data.instances.find(({ id }) => id === instanceId)
    return row ? { kind: 'silent', application: row.application } : { kind: 'lost' }
  }
}
