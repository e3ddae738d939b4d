import { useEffect, useRef } from 'react'
import { hasShapeOf, holdDraft, readDraft } from '#src/lib/drafts.ts'
import { notify } from './notify.ts'

interface DraftOptions<Draft> {
  /** What is typed, as JSON can hold it. No secrets: session storage keeps it. */
  draft: Draft
  hasEdits: boolean
  /** Puts back what was typed before. */
  onRestore: (draft: Draft) => void
}

/** Keeps what is typed in a form while the person is away to sign in again. @param name of the form, on its page */
export function useDraft<Draft extends object>(name: string, options: DraftOptions<Draft>): void {
  const newest = useRef(options)
  useEffect(() => {
    newest.current = options
  })
  useEffect(() => {
    const kept = readDraft(name)
    if (kept !== undefined && hasShapeOf(newest.current.draft, kept)) {
      newest.current.onRestore(kept)
      notify({
        id: 'draft',
        tone: 'done',
        title: 'What you typed is back',
        message: 'It has not been saved yet.',
      })
    }
    return holdDraft(name, () => (newest.current.hasEdits ? newest.current.draft : null))
  }, [name])
}
