const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whether a request with this method only reads (RFC 9110, section 9.2.1). */
export const isSafeMethod = (method: string): boolean => SAFE_METHODS.has(method)
