import { type Duration, DURATIONS } from '#contract/duration.ts'
import { SegmentedChoice } from '#src/ui/SegmentedChoice.tsx'

const RANGE_NAMES: Record<Duration, string> = {
  '1h': 'Hour',
  '1d': 'Day',
  '7d': '7 days',
  '30d': '30 days',
}
const ranges = DURATIONS.map((value) => ({ value, label: RANGE_NAMES[value] }))

interface RangeChoiceProps {
  range: Duration
  onRange: (range: Duration) => void
}

/** How far back timelines go: the windows that a server takes. */
export const RangeChoice = ({ range, onRange }: RangeChoiceProps) => (
  <SegmentedChoice legend="Time range" options={ranges} value={range} onChange={onRange} />
)
