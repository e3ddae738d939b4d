import type { Part } from '#src/ui/lazy/part.ts'
import { useLazyDialog } from '#src/ui/lazy/use-lazy-dialog.tsx'
import { WriteButton } from './WriteButton.tsx'

interface DeleteButtonProps<Subject> {
  /** Names the subject: "channel". */
  noun: string
  dialog: Part<Subject & { onClose: () => void }>
  subject: Subject
}

/** Opens a dialog that deletes its subject. */
export function DeleteButton<Subject>({ noun, dialog: part, subject }: DeleteButtonProps<Subject>) {
  const { open, dialog } = useLazyDialog(
    part,
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
