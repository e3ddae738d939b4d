import { formatAgo, formatTime } from '#src/lib/format-time.ts'
import { useTextOfNow } from './use-now.ts'

interface RelativeTimeProps {
  /** RFC 3339 as in API responses, or ms since 1970. */
  time: string | number
}

/** "3 min ago", kept up to date; the tooltip has the exact time. */
export function RelativeTime({ time }: RelativeTimeProps) {
  const date = new Date(time)
  const text = useTextOfNow((now) => formatAgo(date.getTime(), now))
  if (Number.isNaN(date.getTime())) return <span>unknown time</span>
  return (
    <time dateTime={date.toISOString()} title={formatTime(date.getTime())}>
      {text}
    </time>
  )
}
