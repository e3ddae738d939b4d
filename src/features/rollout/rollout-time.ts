const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

const DAY = 86_400_000

/** A time below an axis of that length, in ms: the clock within a day and a half, else the day. */
export const tickOf = (length: number) => (time: number) => (length <= 1.5 * DAY ? clock : day).format(time)
