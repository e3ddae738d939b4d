import { SegmentedChoice } from '#src/ui/SegmentedChoice.tsx'
import type { ChartMeasure } from './chart-data.ts'

const MEASURES = [
  { value: 'count', label: 'Count' },
  { value: 'share', label: 'Share' },
] as const

interface MeasureChoiceProps {
  measure: ChartMeasure
  onMeasure: (measure: ChartMeasure) => void
}

/** Switches charts between counts and shares. */
export const MeasureChoice = ({ measure, onMeasure }: MeasureChoiceProps) => (
  <SegmentedChoice legend="Count or share" options={MEASURES} value={measure} onChange={onMeasure} />
)
