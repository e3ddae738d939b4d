import { useQueryClient } from '@tanstack/react-query'
import { useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { createAskedNumbers } from '#src/api/asked-numbers.ts'
import type { GroupAnswer } from '#src/api/group-answer.ts'
import type { GroupRef } from '#src/api/groups.ts'

const NOT_YET: GroupAnswer = { numbers: undefined, readAt: 0, error: null, isRetrying: false }

/** The numbers of these groups, in their order, from a server that tells them group by group. */
export function useAskedNumbers(refs: readonly GroupRef[]): readonly GroupAnswer[] {
  const client = useQueryClient()
  const [asked] = useState(() => createAskedNumbers(client))
  useLayoutEffect(() => asked.ask(refs), [asked, refs])
  const told = useSyncExternalStore(asked.subscribe, asked.read)
  const none = useMemo(() => refs.map(() => NOT_YET), [refs])
  return told.refs === refs ? told.answers : none
}
