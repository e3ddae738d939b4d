import { SegmentedChoice } from './SegmentedChoice.tsx'
import type { TimelineMeasure } from './timeline-data.ts'

const MEASURES = [
  { value: 'count', label: 'Count' },
  { value: 'share', label: 'Share' },
] as const

interface MeasureChoiceProps {
  measure: TimelineMeasure
  onMeasure: (measure: TimelineMeasure) => void
}

/** Whether charts show counts, or each as a part of all. */
export const MeasureChoice = ({ measure, onMeasure }: MeasureChoiceProps) => (
  <SegmentedChoice legend="Count or share" options={MEASURES} value={measure} onChange={onMeasure} />
)
