import { oneOf } from '#src/lib/one-of.ts'
import { readersTimeZone } from '#src/lib/shown-time-zone.ts'
import { TIME_ZONE_CHOICES, useGroupTimeZone, useTimeZoneChoice } from './page-time-zone.ts'
import styles from './TimeZoneChoice.module.css'

/** In which zone the page of a group or node writes times; absent where it is the same for both. */
export function TimeZoneChoice() {
  const groupZone = useGroupTimeZone()
  const [choice, setChoice] = useTimeZoneChoice()
  if (groupZone === null) return null
  return (
    <label className={styles['choice']}>
      <span className={styles['words']}>Times in</span>{' '}
      <select
        aria-label="Times in"
        data-printed
        value={choice}
        onChange={(event) => setChoice(oneOf(TIME_ZONE_CHOICES, event.currentTarget.value) ?? 'own')}
      >
        <option value="own">{readersTimeZone()} (yours)</option>
        <option value="group">{groupZone} (the group’s)</option>
      </select>
    </label>
  )
}
