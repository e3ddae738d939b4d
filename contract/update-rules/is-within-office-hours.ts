import { officeHoursOpenFor } from '#contract/office-hours.ts'

/** Monday to Friday, from 9:00 until before 17:00 on the zone's clock. An empty or unknown zone is always outside. */
export const isWithinOfficeHours = (timezone: string | null, now: Date): boolean =>
  officeHoursOpenFor(timezone, now) !== null
