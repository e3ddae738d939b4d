/** Where a browser signs in to this process. */
export const SIGN_IN_URL = '/platte/sign-in'
