import { useLocalStorage } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useLocation, useMatches } from 'react-router'
import * as z from 'zod/mini'
import { isTimeZone } from '#contract/time-zone.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { parseActivitySearch } from '#src/routes/activity-url.ts'
import { readersTimeZone, setShownTimeZone } from '#src/lib/shown-time-zone.ts'
import { storedValue } from '#src/lib/stored-value.ts'

export const TIME_ZONE_CHOICES = ['own', 'group'] as const
type TimeZoneChoice = (typeof TIME_ZONE_CHOICES)[number]

const CHOICE = storedValue('platte-time-zone', z.enum(TIME_ZONE_CHOICES), 'own')

/** Whether times are in the reader's zone or in that of the page's group, which this browser keeps. */
export const useTimeZoneChoice = () => useLocalStorage<TimeZoneChoice>(CHOICE)

/** The zone of the group of the page or of its activity, if it is another than the reader's. */
export function useGroupTimeZone(): string | null {
  const match = useMatches().at(-1)
  const { search } = useLocation()
  const { data: applications } = useQuery(applicationsQuery())
  const groupId =
    match?.id === 'activity'
      ? parseActivitySearch(new URLSearchParams(search)).group
      : match?.params['groupId']
  const groups = applications?.flatMap((application) => application.groups ?? [])
  const zone = groups?.find(({ id }) => id === groupId)?.policy_timezone ?? ''
  return useMemo(() => (zone !== readersTimeZone() && isTimeZone(zone) ? zone : null), [zone])
}

/** The zone of the page's times, which is set before the page renders; null for the reader's. */
export function useShownTimeZone(): string | null {
  const [choice] = useTimeZoneChoice()
  const groups = useGroupTimeZone()
  const shown = choice === 'group' ? groups : null
  setShownTimeZone(shown)
  return shown
}
