import type { Channel } from '#contract/channel.ts'
import { type GroupField, type GroupSettings } from '#contract/group-settings.ts'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import { policyChanges } from '#src/domain/policy/policy-changes.ts'
import { policySentence } from '#src/domain/policy/policy-sentence.ts'
import { Panel } from '#src/ui/Panel.tsx'
import styles from './PolicyPreview.module.css'

interface PolicyPreviewProps {
  opened: GroupSettings
  mine: GroupSettings
  channels: readonly Channel[]
  /** The fields that can't be saved as they are. */
  invalid: readonly GroupField[]
}

/** The policy as it will be once it is saved, and what of it changes. */
export function PolicyPreview({ opened, mine, channels, invalid }: PolicyPreviewProps) {
  const changes = policyChanges(opened, mine, channels)
  const unsaid = invalid.filter((field) => field.startsWith('policy_'))
  return (
    <Panel title="The policy as it will be">
      <div className={styles['preview']}>
        {unsaid.length === 0 ? (
          <p className={styles['sentence']}>{policySentence(mine)}</p>
        ) : (
          <p className={styles['quiet']}>
            Can’t be told yet. Look at: {unsaid.map(groupFieldLabel).join(', ')}.
          </p>
        )}
        <h3 className={styles['title']}>What changes</h3>
        {changes.length === 0 ? (
          <p className={styles['quiet']}>Nothing so far.</p>
        ) : (
          <dl className={styles['changes']} aria-label="What changes">
            {changes.map(({ field, label, before, after }) => (
              <div key={field}>
                <dt>{label}</dt>
                <dd>
                  <del>{before}</del> <span aria-hidden="true">→</span> <ins>{after}</ins>
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </Panel>
  )
}
