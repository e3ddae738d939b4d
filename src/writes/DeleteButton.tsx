import type { LazyComponent } from '#src/ui/lazy/lazy-component.ts'
import { useLazyDialog } from '#src/ui/lazy/use-lazy-dialog.tsx'
import { WriteButton } from './WriteButton.tsx'

interface DeleteButtonProps<Subject> {
  /** Names the subject: "channel". */
  noun: string
  dialog: LazyComponent<Subject & { onClose: () => void }>
  subject: Subject
}

/** Opens a dialog that deletes its subject. */
export function DeleteButton<Subject>({ noun, dialog: component, subject }: DeleteButtonProps<Subject>) {
  const { open, dialog } = useLazyDialog(
    component,
    `Failed to load the dialog that deletes the ${noun}`,
    (onClose) => ({ ...subject, onClose }),
  )
  return (
    <>
      <WriteButton size="xs" variant="default" aria-haspopup="dialog" onClick={open}>
        Delete…
      </WriteButton>
      {dialog}
    </>
  )
}
