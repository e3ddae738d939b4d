import { Checkbox } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import type { RevertField } from '#src/domain/audit/revert-fields.ts'
import styles from './RevertDialog.module.css'

interface RevertFieldsetProps {
  field: RevertField
  isOverwritten: boolean
  onOverwrite: (isOverwritten: boolean) => void
}

/** One field as it is now and as it would be. A field changed since is overwritten only when the operator says so. */
export function RevertFieldset({ field, isOverwritten, onOverwrite }: RevertFieldsetProps) {
  const { label, before, made, now, kind } = field
  return (
    <fieldset className={styles['field']}>
      <legend className={styles['legend']}>{label}</legend>
      {kind === 'unchanged' && (
        <span>
          <del>
            <bdi>{now}</bdi>
          </del>{' '}
          <span aria-hidden="true">→</span>{' '}
          <ins>
            <bdi>{before}</bdi>
          </ins>
        </span>
      )}
      {kind === 'already-reverted' && (
        <span>
          Already <bdi>{now}</bdi>, as it was before: not changed
        </span>
      )}
      {kind === 'changed-since' && (
        <>
          <span>
            Changed again since: it was <bdi>{before}</bdi>, this change made it <bdi>{made}</bdi>, and now it
            is{' '}
            <strong>
              <bdi>{now}</bdi>
            </strong>
            .
          </span>
          <Checkbox
            size="xs"
            checked={isOverwritten}
            onChange={(event) => onOverwrite(event.currentTarget.checked)}
            label={
              <>
                Overwrite it: set {label.toLowerCase()} back to <bdi>{before}</bdi>
              </>
            }
          />
        </>
      )}
    </fieldset>
  )
}
