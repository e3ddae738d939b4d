import { useSyncExternalStore } from 'react'
import { useSession } from '#src/api/session.ts'
import { writeRefusal } from '#src/api/write-refusal.ts'
import { loadModule } from '#src/ui/lazy/load-module.ts'

/** Why the person may only read, in a sentence; null for those who may write, as far as it is known. */
export function useReadOnlyReason(): string | null {
  const session = useSession()
  const refusal = useSyncExternalStore(writeRefusal.subscribe, writeRefusal.message)
  if (session?.role === 'viewer') return `You may only read: ${session.reason}.`
  return refusal === null ? null : `${refusal} Reload the page to try again.`
}

/**
 * What a control that writes gets where the person may only read. It stays focusable, and says why when it is pressed: a
 * touch screen has no tooltips.
 */
export const readOnlyProps = (reason: string) => ({
  'aria-disabled': true,
  'data-disabled': true,
  title: reason,
  onClick: () => void announceReadOnly(reason),
})

/** For an action that has no control to disable. */
export async function announceReadOnly(reason: string): Promise<void> {
  const { notify } = await loadModule(() => import('#src/ui/notify.ts'))
  notify({ id: 'read-only', tone: 'caution', title: 'Nothing was changed', message: reason })
}
