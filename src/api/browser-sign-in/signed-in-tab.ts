import { BROWSER_SIGN_IN_PATHS } from '#contract/page-paths.ts'
import { OPEN_PATH } from '#src/lib/page-base.ts'

/** The page that begins a sign-in in the browser, where a Nebraska serves it without one. */
export const BROWSER_SIGN_IN_URL = OPEN_PATH + BROWSER_SIGN_IN_PATHS.start

const KEY = 'platte-signed-in'

/**
 * Whether somebody was signed in in this tab before it was loaded again, which loses the tokens. The provider's own session
 * often still is there, so nobody has to be asked; a sign-in that fails is forgotten, so that it can't begin by itself again.
 */
export const signedInTab = {
  remember: (): void => sessionStorage.setItem(KEY, 'true'),
  forget: (): void => sessionStorage.removeItem(KEY),
  isRemembered: (): boolean => sessionStorage.getItem(KEY) !== null,
}
