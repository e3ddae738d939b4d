const SIGNED_MIN = -(2 ** 31)
const ALL_BITS = 2 ** 32
/** A code modulo this is without its flags. */
export const FLAG_BITS = 2 ** 28

/**
 * An error code without the four flags in its highest bits, which describe the circumstances. A node sends it as a signed
 * 32-bit decimal, so the highest flag makes it negative.
 * @returns the text itself where it is no such number
 */
export function baseErrorCode(errorCode: string): string {
  const bits = errorCodeBits(errorCode)
  return bits === null ? errorCode : String(bits % FLAG_BITS)
}

/** All 32 bits; null where the text is no such number. */
export function errorCodeBits(errorCode: string): number | null {
  if (!/^-?\d{1,10}$/.test(errorCode)) return null
  const signed = Number(errorCode)
  if (signed < SIGNED_MIN || signed >= ALL_BITS) return null
  return signed < 0 ? signed + ALL_BITS : signed
}

/** update_engine's code for a node that came back with its old version after an update. */
export const ROLLBACK_ERROR_CODE = 44

/** Whether a node reports by its error that it booted the new version and came back with the old one. */
export const isRollbackError = (errorCode: string | null): boolean =>
  errorCode !== null && baseErrorCode(errorCode) === String(ROLLBACK_ERROR_CODE)
