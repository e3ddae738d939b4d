import { ToneIcon } from '#src/ui/ToneIcon.tsx'
import styles from './PolicyForm.module.css'

/** What a field is about, and what its present value would do that one may not expect. */
export function FieldNotes({ about, warning }: { about?: string; warning?: string | undefined }) {
  return (
    <>
      {about}
      {warning && (
        <span className={styles['warning']} data-tone="waiting">
          <ToneIcon tone="waiting" size={14} />
          <span>{warning}</span>
        </span>
      )}
    </>
  )
}
