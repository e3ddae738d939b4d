import { SegmentedControl, VisuallyHidden } from '@mantine/core'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import '@mantine/core/styles/SegmentedControl.layer.css'
import styles from './SegmentedChoice.module.css'

interface SegmentedChoiceProps<Value extends string> {
  /** What is chosen, for screen readers. */
  legend: string
  options: readonly { value: Value; label: string }[]
  value: Value
  onChange: (value: Value) => void
}

/** Chooses one of a few options that are all visible. */
export function SegmentedChoice<Value extends string>(props: SegmentedChoiceProps<Value>) {
  const { legend, options, value, onChange } = props
  return (
    <fieldset className={styles['choice']}>
      <VisuallyHidden component="legend">{legend}</VisuallyHidden>
      <SegmentedControl size="xs" data={[...options]} value={value} onChange={onChange} />
    </fieldset>
  )
}
