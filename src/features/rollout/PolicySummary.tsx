import type { ReactNode } from 'react'
import type { Group } from '#contract/group.ts'
import { policySentence } from '#src/domain/policy/policy-sentence.ts'
import { Panel } from '#src/ui/Panel.tsx'
import styles from './PolicySummary.module.css'

/** The group's update policy in one sentence. */
export function PolicySummary({ group, actions }: { group: Group; actions?: ReactNode }) {
  return (
    <Panel title="Update policy" actions={actions}>
      <p className={styles['sentence']}>{policySentence(group)}</p>
    </Panel>
  )
}
