import { type Duration, DURATIONS } from '#contract/duration.ts'
import { SegmentedChoice } from '#src/ui/SegmentedChoice.tsx'

const RANGE_LABELS: Record<Duration, string> = {
  '1h': 'Hour',
  '1d': 'Day',
  '7d': '7 days',
  '30d': '30 days',
}
const RANGES = DURATIONS.map((value) => ({ value, label: RANGE_LABELS[value] }))

interface TimeRangeChoiceProps {
  range: Duration
  onRange: (range: Duration) => void
}

/** How far back timelines go: the durations that update servers accept. */
export const TimeRangeChoice = ({ range, onRange }: TimeRangeChoiceProps) => (
  <SegmentedChoice legend="Time range" options={RANGES} value={range} onChange={onRange} />
)
