import styles from './FieldChanges.module.css'

interface Change {
  field: string
  label: string
  /** In words; empty where there was no resource. */
  before: string
  after: string
}

/** Fields with their values before and after. */
export function FieldChanges({ label, changes }: { label: string; changes: readonly Change[] }) {
  if (changes.length === 0) return null
  return (
    <dl className={styles['changes']} aria-label={label}>
      {changes.map(({ field, label, before, after }) => (
        <div key={field}>
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
