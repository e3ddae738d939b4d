import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { isSameChannel, settingsOfChannel } from '#contract/channel-settings.ts'
import type { Channel } from '#contract/channel.ts'
import { saveChannel } from '#src/api/save-channel.ts'
import { useAbortableAction } from '#src/api/use-abortable-action.ts'
import { notifyNotPromoted, notifyPromoted } from './promotion-notifications.tsx'
import { type PromotionProblem, promotionProblem } from './promotion-problem.ts'

interface PromotionOptions {
  /** As the server has it, polled. */
  channel: Channel
  /** As `channelTitle` gives it. */
  name: string
  /** What it does to nodes, in sentences. */
  effect: readonly string[]
  /** The package that it is to point at; null for none. */
  package_id: string | null
  /** That the reason begins with. */
  firstReason: string
  /** Not called once the page has been left. */
  onPromoted: () => void
}

/** The operator's words, and the one guarded write. An untouched page follows the server. */
export function usePromotion({
  channel,
  name,
  effect,
  package_id,
  firstReason,
  onPromoted,
}: PromotionOptions) {
  const client = useQueryClient()
  const { phase, attempt, stop } = useAbortableAction()
  const now = settingsOfChannel(channel)
  const [opened, setOpened] = useState(now)
  const [words, setWords] = useState({ reason: firstReason, typed: '' })
  const [problem, setProblem] = useState<PromotionProblem | null>(null)
  const isTouched = words.reason !== firstReason || words.typed !== ''
  const differs = phase === 'resting' && !isSameChannel(opened, now)
  if (differs && !isTouched) setOpened(now)

  const isShown = useRef(false)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])

  async function promote() {
    setProblem(null)
    const ref = { applicationId: channel.application_id, channelId: channel.id }
    const change = { opened, mine: { ...opened, package_id }, reason: words.reason.trim() }
    const outcome = await attempt((signal, onSending) => saveChannel(client, ref, change, signal, onSending))
    if (outcome === null) return
    if (outcome.kind === 'saved') {
      notifyPromoted(client, outcome.thing, { name, effect, before: channel })
      if (isShown.current) onPromoted()
      return
    }
    const problem = promotionProblem(outcome, name)
    if (!isShown.current) notifyNotPromoted(name, problem)
    setProblem(problem)
    if (outcome.kind === 'changed-meanwhile') {
      // Typed for what was there before.
      setWords((words) => ({ ...words, typed: '' }))
      await client.invalidateQueries({ queryKey: ['applications'] })
    }
  }

  return {
    phase,
    stop,
    promote,
    problem,
    words,
    setWords,
    /** Somebody else changed the channel under the operator's hands. */
    isChangedMeanwhile: differs && isTouched,
    /** Goes on from how the channel is now. */
    lookAgain: () => {
      setOpened(now)
      setProblem(null)
      setWords({ ...words, typed: '' })
    },
  }
}
