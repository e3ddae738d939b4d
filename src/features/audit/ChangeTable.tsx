import type { FieldChange } from '#src/domain/audit/audit-fields.ts'
import styles from './ChangeTable.module.css'

/** Every field before and after the write. */
export function ChangeTable({ label, changes }: { label: string; changes: readonly FieldChange[] }) {
  if (changes.length === 0) return null
  return (
    <dl className={styles['changes']} aria-label={label}>
      {changes.map(({ field, label, before, after }) => (
        <div key={field} className={styles['change']}>
          <dt>{label}</dt>
          <dd>
            {before !== '' && (
              <del>
                <bdi>{before}</bdi>
              </del>
            )}
            {before !== '' && after !== '' && <span aria-hidden="true"> → </span>}
            {after !== '' && (
              <ins>
                <bdi>{after}</bdi>
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
