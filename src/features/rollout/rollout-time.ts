const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const both = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

const DAY = 86_400_000

/** "Thu, 6 Aug, 14:30", in the reader's time zone. */
export const dayAndClock = (time: number): string => both.format(time)

/** A time below an axis of that length, in ms: the clock within a day and a half, else the day. */
export const tickOf = (length: number) => (time: number) => (length <= 1.5 * DAY ? clock : day).format(time)
