import { createContext, use, useSyncExternalStore } from 'react'
import { useSession } from '#src/api/session.ts'
import { writeRefusal } from '#src/api/write-refusal.ts'
import { loadModule } from '#src/ui/lazy/load-module.ts'

/** Why a control that writes does nothing. */
export interface ReadOnly {
  /** In a sentence. */
  reason: string
  /** False while it is not known yet whether people sign in, which takes a moment: the control looks as it will then. */
  isKnown: boolean
}

const NOT_KNOWN_YET: ReadOnly = {
  reason: 'Platte does not know yet whether you may change this. Try again in a moment.',
  isKnown: false,
}

/** Whether it is known if people sign in here. Their session is read before any page is shown. */
export const SignInKnownContext = createContext(true)

/** Null for those who may write, as far as it is known. */
export function useReadOnly(): ReadOnly | null {
  const session = useSession()
  const refusal = useSyncExternalStore(writeRefusal.subscribe, writeRefusal.message)
  if (!use(SignInKnownContext)) return NOT_KNOWN_YET
  if (session?.role === 'viewer') return { reason: `You may only read: ${session.reason}.`, isKnown: true }
  return refusal === null ? null : { reason: `${refusal} Reload the page to try again.`, isKnown: true }
}

/**
 * What a control that writes gets where the person may only read. It stays focusable, and says why when it is pressed: a
 * touch screen has no tooltips.
 */
export const readOnlyProps = ({ reason, isKnown }: ReadOnly) => ({
  'aria-disabled': true,
  ...(isKnown && { 'data-disabled': true }),
  title: reason,
  onClick: () => void announceReadOnly(reason),
})

/** For an action that has no control to disable. */
export async function announceReadOnly(reason: string): Promise<void> {
  const { notify } = await loadModule(() => import('#src/ui/notify.ts'))
  notify({ id: 'read-only', tone: 'caution', title: 'Nothing was changed', message: reason })
}
