/** Where the server takes the time from, so that a test or a simulation can say what time it is. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
