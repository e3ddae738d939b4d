/** The time that the wire has for one that is not told. */
export const NEVER = '0001-01-01T00:00:00Z'
