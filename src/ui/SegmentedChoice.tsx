import { SegmentedControl, VisuallyHidden } from '@mantine/core'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import '@mantine/core/styles/SegmentedControl.layer.css'
import styles from './SegmentedChoice.module.css'

interface SegmentedChoiceProps<Value extends string> {
  /** What is chosen, for those who hear it. */
  legend: string
  options: readonly { value: Value; label: string }[]
  value: Value
  onChange: (value: Value) => void
}

/** One of a few, all of them in view. */
export function SegmentedChoice<Value extends string>(props: SegmentedChoiceProps<Value>) {
  const { legend, options, value, onChange } = props
  return (
    <fieldset className={styles['choice']}>
      <VisuallyHidden component="legend">{legend}</VisuallyHidden>
      <SegmentedControl size="xs" data={[...options]} value={value} onChange={onChange} />
    </fieldset>
  )
}
