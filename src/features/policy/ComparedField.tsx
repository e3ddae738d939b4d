import { Radio } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Radio.layer.css'
import type { Channel } from '#contract/channel.ts'
import { type GroupSettings } from '#contract/group-settings.ts'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import { formatSetting } from '#src/domain/policy/policy-changes.ts'
import type { ConcurrentChange, Side } from '#src/domain/policy/policy-merge.ts'
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
  'theirs-only': 'Changed meanwhile, not by you.',
  same: 'You both changed it to the same.',
  conflict: 'You both changed it.',
}

/** One setting as it was, as it is now and as the operator wants it, and which of the two shall stand. */
export function ComparedField(props: ComparedFieldProps) {
  const { change, opened, theirs, mine, channels, choice, onChoose } = props
  const { field, kind } = change
  const words = (settings: GroupSettings) => formatSetting(settings, field, channels)
  const label = groupFieldLabel(field)
  return (
    <fieldset className={styles['field']}>
      <legend className={styles['legend']}>{label}</legend>
      <p className={styles['summary']}>{SUMMARY[kind]}</p>
      <div className={styles['sides']}>
        <div className={styles['side']}>
          <div className={styles['when']}>Before</div>
          <div className={styles['value']}>{words(opened)}</div>
        </div>
        {kind === 'same' ? (
          <div className={styles['side']}>
            <div className={styles['when']}>Now, and yours</div>
            <div className={styles['value']}>{words(theirs)}</div>
          </div>
        ) : (
          <>
            <SideChoice
              {...{ field, choice, onChoose }}
              side="theirs"
              when="Theirs, now"
              label={`Take theirs: ${words(theirs)}`}
            />
            <SideChoice
              {...{ field, choice, onChoose }}
              side="mine"
              when={kind === 'conflict' ? 'Yours' : 'Yours, as before'}
              label={`${kind === 'conflict' ? 'Keep mine' : 'Set it back'}: ${words(mine)}`}
            />
          </>
        )}
      </div>
    </fieldset>
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
        name={`stands-${field}`}
        classNames={{ radio: styles['radio'] ?? '' }}
        value={side}
        label={label}
        checked={choice === side}
        onChange={() => onChoose(side)}
      />
    </div>
  )
}
