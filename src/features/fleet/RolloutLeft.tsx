import { formatRoughDuration } from '#src/lib/format-time.ts'
import { useTextOfNow } from '#src/ui/use-now.ts'

/** How long a rollout takes from now on: "about 3 h left". @param doneAt in ms; null for never */
export function RolloutLeft({ doneAt }: { doneAt: number | null }) {
  const text = useTextOfNow((now) =>
    doneAt === null ? 'will not finish' : `about ${formatRoughDuration(doneAt - now)} left`,
  )
  return <>{text}</>
}
