import { signOut } from '#src/api/session.ts'
import { errorMessage } from '#src/lib/error-message.ts'
import { notify } from '#src/ui/notify.ts'

/** Ends the session, or all of the person's sessions, and leaves for the provider, which may have one of its own. */
export async function signOutAndLeave(options: { everywhere?: boolean } = {}): Promise<void> {
  try {
    location.assign((await signOut(options)) ?? '/')
  } catch (error) {
    notify({ tone: 'failed', title: 'Failed to sign out', message: errorMessage(error) })
  }
}
