import { DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import type { Arch } from '#contract/arch.ts'
import type { StatusName } from '#contract/instance-status.ts'
import type { INSTANCE_SEARCH_FIELDS } from '#contract/instance.ts'

/** Whether a node's version is below its group's target or has reached it. */
export const TARGET_SIDES = ['below', 'reached'] as const
export type TargetSide = (typeof TARGET_SIDES)[number]

/**
 * Selects nodes of the whole fleet. An empty list, an empty text and null match any node; values of one list are
 * alternatives, and different fields must all match.
 */
export interface NodeFilter {
  search: string
  searchField: (typeof INSTANCE_SEARCH_FIELDS)[number]
  /** Ids. */
  applications: readonly string[]
  /** Ids. */
  groups: readonly string[]
  arches: readonly Arch[]
  versions: readonly string[]
  statuses: readonly StatusName[]
  /** Codes of failed updates, without flags. */
  errors: readonly string[]
  side: TargetSide | null
  /** Last check-in at this time or later. */
  newer: CheckTime | null
  /** Last check-in before this time: silent since. */
  older: CheckTime | null
}

/** An age such as "36h" or "2d", or a time such as "2026-03-07T08:00:00Z". */
export type CheckTime = string

export const ANY_NODE: NodeFilter = {
  search: '',
  searchField: 'All',
  applications: [],
  groups: [],
  arches: [],
  versions: [],
  statuses: [],
  errors: [],
  side: null,
  newer: null,
  older: null,
}

const AGE = /^([1-9]\d{0,3})([mhd])$/
const UNIT_MS = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS } as const

/** Whether a text is an age or a time. */
export const isCheckTime = (text: string): text is CheckTime =>
  AGE.test(text) || !Number.isNaN(Date.parse(text))

/** Whether it is an age and not a time. */
export const isAge = (time: CheckTime): boolean => AGE.test(time)

/** The time in ms; an age counts back from `now`. */
export function checkTimeAt(time: CheckTime, now: number): number {
  const [, length, unit] = AGE.exec(time) ?? []
  if (unit !== 'm' && unit !== 'h' && unit !== 'd') return Date.parse(time)
  return now - Number(length) * UNIT_MS[unit]
}
