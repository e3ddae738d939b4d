import type { FieldChange } from '#src/domain/audit/audit-fields.ts'
import styles from './ChangeTable.module.css'

/** Field by field: what it was, and what it was made. */
export function ChangeTable({ label, changes }: { label: string; changes: readonly FieldChange[] }) {
  if (changes.length === 0) return null
  return (
    <dl className={styles['changes']} aria-label={label}>
      {changes.map(({ field, label, before, after }) => (
        <div key={field} className={styles['change']}>
          <dt>{label}</dt>
          <dd>
            {before !== '' && <del>{before}</del>}
            {before !== '' && after !== '' && <span aria-hidden="true"> → </span>}
            {after !== '' && <ins>{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
