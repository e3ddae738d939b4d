import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import type { Group } from '#contract/group.ts'
import type { NodeWhy } from '#contract/why.ts'
import { describeGateFacts, describeGateState, gateRequirement } from '#src/domain/rollout/describe-gate.ts'
import { describeWhy } from '#src/domain/rollout/describe-why.ts'
import { Chevron } from '#src/ui/Chevron.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import { useMinute } from '#src/ui/use-now.ts'
import { UpdatePath } from './UpdatePath.tsx'
import styles from './WhyPanel.module.css'

interface WhyPanelProps {
  why: NodeWhy
  group: Group | null
  /** From what another update server reports. */
  isEstimate: boolean
}

/** Why a node gets its update or not: one sentence, and on demand every gate of the decision. */
export function WhyPanel({ why, group, isEstimate }: WhyPanelProps) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const now = useMinute()
  const { title, sentence, tone } = describeWhy(why, group, now)
  return (
    <section className={styles['why']} aria-label="Why this node is updating or not">
      <div className={styles['answer']}>
        <p className={styles['sentence']}>
          <span className={styles['title']}>
            <StatusBadge tone={tone}>{title}</StatusBadge>
          </span>{' '}
          {sentence}
          {isEstimate && <span className={styles['quiet']}> (estimate)</span>}
        </p>
        <Button
          size="compact-sm"
          variant="default"
          aria-expanded={isOpen}
          aria-controls={id}
          rightSection={<Chevron />}
          onClick={() => setOpen(!isOpen)}
        >
          Why?
        </Button>
      </div>
      <div id={id} hidden={!isOpen}>
        {isOpen && (
          <>
            <UpdatePath why={why} />
            <GateTable why={why} group={group} now={now} />
            <p className={styles['quiet']}>
              {isEstimate
                ? 'An estimate by the rules of the update server, which reports neither how much of the limits is in use nor which updates have timed out.'
                : 'The server’s own decision, replayed for a check-in at this moment.'}{' '}
              It assumes that the node checks in with the version, track and arch of its last check-in.
            </p>
          </>
        )}
      </div>
    </section>
  )
}

function GateTable({ why, group, now }: Pick<WhyPanelProps, 'why' | 'group'> & { now: number }) {
  return (
    <ol className={styles['gates']} aria-label="Gates of the decision, in their order">
      {why.gates.map((report) => {
        const { label, tone } = describeGateState(report)
        const facts = describeGateFacts(report, why, group, now)
        return (
          <li key={report.gate} className={styles['gate']} data-state={report.state}>
            <span className={styles['requirement']}>{gateRequirement(report.gate)}</span>
            <StatusBadge tone={tone}>{label}</StatusBadge>
            <span className={styles['facts']}>{facts}</span>
          </li>
        )
      })}
    </ol>
  )
}
