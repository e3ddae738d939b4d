import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useMemo, useRef, useState } from 'react'
import type { Application } from '#contract/application.ts'
import type { Freeze } from '#contract/freeze.ts'
import { MAX_REASON_LENGTH } from '#contract/write-context.ts'
import { activeFreezeQuery, type FreezeState } from '#src/api/active-freeze.ts'
import { freezeStore } from '#src/api/freezes.ts'
import { dropDrafts } from '#src/lib/drafts.ts'
import { errorMessage } from '#src/lib/error-message.ts'
import { plural } from '#src/lib/format-number.ts'
import { randomUuid } from '#src/lib/random-uuid.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { useDraft } from '#src/ui/use-draft.ts'
import styles from './Freeze.module.css'
import { type FreezePlan, freezePlan } from './freeze-plan.ts'
import { FreezePreview } from './FreezePreview.tsx'
import { GroupSelection } from './GroupSelection.tsx'

interface FreezeFormProps {
  applications: readonly Application[]
  state: FreezeState
  /** The freeze is recorded; no group is paused yet. */
  onRecorded: (freeze: Freeze) => void
}

/** Selects groups to freeze, asks why, and previews the effect. */
export function FreezeForm({ applications, state, onRecorded }: FreezeFormProps) {
  const [excluded, setExcluded] = useState<ReadonlySet<string>>(new Set())
  const [reason, setReason] = useState('')
  useDraft('freeze', {
    draft: { excluded: [...excluded], reason },
    hasEdits: excluded.size > 0 || reason !== '',
    onRestore: (draft) => {
      setExcluded(new Set(draft.excluded))
      setReason(draft.reason)
    },
  })
  const plan = useMemo(() => freezePlan(applications, excluded), [applications, excluded])
  const { isRecording, problem, record } = useRecordFreeze(state, onRecorded)
  const count = plan.groups.length - plan.alreadyOff
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (count > 0) void record(plan, reason.trim())
  }
  return (
    <form onSubmit={submit} className={styles['form']}>
      <Panel title="Groups" note="untick the groups that should keep updating">
        <GroupSelection applications={applications} excluded={excluded} onChange={setExcluded} />
      </Panel>
      <Panel title="What will happen">
        <div className={styles['form']}>
          <FreezePreview plan={plan} storedIn={state.storedIn} />
          <TextInput
            label="Reason"
            description="Shown to everyone who opens the dashboard"
            maxLength={MAX_REASON_LENGTH}
            value={reason}
            readOnly={isRecording}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {problem !== null && (
            <Notice tone="bad" live>
              <strong>Nothing was paused: failed to record the freeze.</strong> {problem}
            </Notice>
          )}
          <div>
            <Button type="submit" loading={isRecording} disabled={count === 0}>
              Freeze {plural(count, 'group')}
            </Button>
            {count === 0 && (
              <span className={styles['quiet']}>
                {plan.groups.length === 0
                  ? ' No group is selected.'
                  : ' All selected groups are already off.'}
              </span>
            )}
          </div>
        </div>
      </Panel>
    </form>
  )
}

/** Records a freeze before any group is paused, so that any operator can thaw it. */
function useRecordFreeze(state: FreezeState, onRecorded: (freeze: Freeze) => void) {
  const client = useQueryClient()
  const [problem, setProblem] = useState<string | null>(null)
  const [isRecording, setRecording] = useState(false)
  // A retry is the same freeze.
  const id = useRef<string>(null)
  // Not state: a second click comes before the next rendering.
  const isRunning = useRef(false)

  async function record({ groups, exceptions }: FreezePlan, reason: string) {
    if (isRunning.current) return
    isRunning.current = true
    setRecording(true)
    setProblem(null)
    id.current ??= randomUuid()
    try {
      const freeze = await freezeStore(state).create(id.current, { reason, groups, exceptions })
      client.setQueryData(activeFreezeQuery().queryKey, { ...state, freeze })
      dropDrafts()
      onRecorded(freeze)
    } catch (error) {
      setProblem(errorMessage(error))
      void client.invalidateQueries({ queryKey: activeFreezeQuery().queryKey })
    } finally {
      isRunning.current = false
      setRecording(false)
    }
  }
  return { isRecording, problem, record }
}
