import type { Channel } from '#contract/channel.ts'
import type { GroupField, GroupSettings } from '#contract/group-settings.ts'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import { policyChanges } from '#src/domain/policy/policy-changes.ts'
import { policySentence } from '#src/domain/policy/policy-sentence.ts'
import { FieldChanges } from '#src/ui/FieldChanges.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import styles from './PolicyPreview.module.css'

interface PolicyPreviewProps {
  opened: GroupSettings
  mine: GroupSettings
  channels: readonly Channel[]
  invalid: readonly GroupField[]
}

/** The policy after saving, and its changes. */
export function PolicyPreview({ opened, mine, channels, invalid }: PolicyPreviewProps) {
  const changes = policyChanges(opened, mine, channels)
  const invalidPolicy = invalid.filter((field) => field.startsWith('policy_'))
  return (
    <Panel title="Policy after saving">
      <div className={styles['preview']}>
        {invalidPolicy.length === 0 ? (
          <p className={styles['sentence']}>{policySentence(mine)}</p>
        ) : (
          <p className={styles['quiet']}>
            Correct these fields first: {invalidPolicy.map(groupFieldLabel).join(', ')}.
          </p>
        )}
        <h3 className={styles['title']}>Changes</h3>
        {changes.length === 0 ? (
          <p className={styles['quiet']}>None yet.</p>
        ) : (
          <FieldChanges label="Changes" changes={changes} />
        )}
      </div>
    </Panel>
  )
}
