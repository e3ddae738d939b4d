import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useMemo, useRef, useState } from 'react'
import type { Application } from '#contract/application.ts'
import type { Freeze } from '#contract/freeze.ts'
import { LONGEST_REASON } from '#contract/write-context.ts'
import { freezeInForceQuery, type FreezeInForce, freezeStore } from '#src/api/freezes.ts'
import { plural } from '#src/lib/format-number.ts'
import { randomUuid } from '#src/lib/random-uuid.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import styles from './Freeze.module.css'
import { freezePlan } from './freeze-plan.ts'
import { FreezePreview } from './FreezePreview.tsx'
import { GroupChoice } from './GroupChoice.tsx'

interface FreezeFormProps {
  applications: readonly Application[]
  inForce: FreezeInForce
  /** The record is kept; nothing is paused yet. */
  onMade: (freeze: Freeze) => void
}

/** Chooses what to freeze and why, and says before what that means. */
export function FreezeForm({ applications, inForce, onMade }: FreezeFormProps) {
  const client = useQueryClient()
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set())
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  // A retry is the same freeze; and a second click comes before the next rendering.
  const id = useRef<string>(null)
  const pressed = useRef(false)
  const plan = useMemo(() => freezePlan(applications, leftOut), [applications, leftOut])
  const count = plan.groups.length - plan.alreadyOff

  async function make() {
    if (pressed.current || count === 0) return
    pressed.current = true
    setBusy(true)
    setProblem(null)
    id.current ??= randomUuid()
    try {
      const { groups, exceptions } = plan
      const write = { reason: reason.trim(), groups, exceptions }
      const freeze = await freezeStore(inForce).create(id.current, write)
      client.setQueryData(freezeInForceQuery().queryKey, { ...inForce, freeze })
      onMade(freeze)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
      void client.invalidateQueries({ queryKey: freezeInForceQuery().queryKey })
    } finally {
      pressed.current = false
      setBusy(false)
    }
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    void make()
  }
  return (
    <form onSubmit={submit} className={styles['form']}>
      <Panel title="Groups" note="clear those that shall go on">
        <GroupChoice applications={applications} leftOut={leftOut} onChange={setLeftOut} />
      </Panel>
      <Panel title="What will happen">
        <div className={styles['form']}>
          <FreezePreview plan={plan} keptBy={inForce.keptBy} />
          <TextInput
            label="Reason"
            description="Everybody who opens the dashboard reads it"
            maxLength={LONGEST_REASON}
            value={reason}
            readOnly={busy}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {problem !== null && (
            <Notice tone="bad" live>
              <strong>Nothing was paused: the record of the freeze could not be made.</strong> {problem}
            </Notice>
          )}
          <div>
            <Button type="submit" loading={busy} disabled={count === 0}>
              Freeze {plural(count, 'group')}
            </Button>
            {count === 0 && (
              <span className={styles['quiet']}>
                {plan.groups.length === 0 ? ' No group is chosen.' : ' All that are chosen are off already.'}
              </span>
            )}
          </div>
        </div>
      </Panel>
    </form>
  )
}
