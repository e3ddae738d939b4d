import { Radio } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Radio.layer.css'
import type { Channel } from '#contract/channel.ts'
import type { GroupSettings } from '#contract/group-settings.ts'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import { formatSettings } from '#src/domain/policy/policy-changes.ts'
import type { ConcurrentChange, Side } from '#src/domain/policy/policy-merge.ts'
import { FormSection } from '#src/ui/FormSection.tsx'
import styles from './PolicyComparison.module.css'

interface ComparedFieldProps {
  change: ConcurrentChange
  opened: GroupSettings
  theirs: GroupSettings
  mine: GroupSettings
  channels: readonly Channel[]
  choice: Side | undefined
  onChoose: (side: Side) => void
}

const SUMMARY: Record<ConcurrentChange['kind'], string> = {
  'theirs-only': 'Changed by someone else.',
  same: 'You both made the same change.',
  conflict: 'You both changed it.',
}

/** One setting as it was, as it is now and as the operator edited it, with a choice between the latter two. */
export function ComparedField(props: ComparedFieldProps) {
  const { change, opened, theirs, mine, channels, choice, onChoose } = props
  const { field, kind } = change
  const [before, current, yours] = formatSettings([opened, theirs, mine], field, channels)
  return (
    <FormSection title={groupFieldLabel(field)}>
      <p className={styles['summary']}>{SUMMARY[kind]}</p>
      <div className={styles['sides']}>
        <div className={styles['side']}>
          <div className={styles['when']}>Before</div>
          <div className={styles['value']}>
            <bdi>{before}</bdi>
          </div>
        </div>
        {kind === 'same' ? (
          <div className={styles['side']}>
            <div className={styles['when']}>Current and yours</div>
            <div className={styles['value']}>
              <bdi>{current}</bdi>
            </div>
          </div>
        ) : (
          <>
            <SideChoice
              {...{ field, choice, onChoose }}
              side="theirs"
              when="Current"
              label={`Use theirs: ${current}`}
            />
            <SideChoice
              {...{ field, choice, onChoose }}
              side="mine"
              when={kind === 'conflict' ? 'Yours' : 'Yours, as before'}
              label={`${kind === 'conflict' ? 'Keep mine' : 'Change it back'}: ${yours}`}
            />
          </>
        )}
      </div>
    </FormSection>
  )
}

interface SideChoiceProps {
  field: string
  side: Side
  when: string
  label: string
  choice: Side | undefined
  onChoose: (side: Side) => void
}

function SideChoice({ field, side, when, label, choice, onChoose }: SideChoiceProps) {
  return (
    <div className={styles['side']} data-chosen={choice === side || undefined}>
      <div className={styles['when']}>{when}</div>
      <Radio
        name={`choice-${field}`}
        classNames={{ radio: styles['radio'] ?? '' }}
        value={side}
        label={label}
        checked={choice === side}
        onChange={() => onChoose(side)}
      />
    </div>
  )
}
