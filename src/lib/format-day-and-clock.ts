const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

/** "Thu, 6 Aug, 14:30", in the reader's time zone. */
export const formatDayAndClock = (time: number): string => dayAndClock.format(time)
