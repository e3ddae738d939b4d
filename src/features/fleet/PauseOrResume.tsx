import { readOnlyProps, useReadOnly } from '#src/writes/read-only.ts'
import type { OnPauseOrResume } from './fleet-columns.tsx'
import { type FleetRow, fleetSection } from './fleet-row.ts'
import styles from './PauseOrResume.module.css'

interface PauseOrResumeProps {
  row: FleetRow
  onPauseOrResume: OnPauseOrResume
}

/** Opens the dialog that pauses or resumes the group. Where nothing waits it shows on hover and focus only. */
export function PauseOrResume({ row, onPauseOrResume }: PauseOrResumeProps) {
  const { group } = row
  const readOnly = useReadOnly()
  const verb = group.policy_updates_enabled ? 'Pause' : 'Resume'
  return (
    <button
      type="button"
      className={styles['button']}
      data-quiet={fleetSection(row) === 'up-to-date' || undefined}
      aria-label={`${verb} ${group.name}`}
      aria-haspopup="dialog"
      {...(readOnly === null ? { onClick: () => onPauseOrResume(row) } : readOnlyProps(readOnly))}
    >
      {verb}
    </button>
  )
}
