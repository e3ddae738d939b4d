import { useState } from 'react'
import { isSameChannel, settingsOfChannel } from '#contract/channel-settings.ts'
import type { Channel } from '#contract/channel.ts'
import { useDraft } from '#src/ui/use-draft.ts'
import { channelResource } from '#src/writes/channel-resource.ts'
import { useWrite } from '#src/writes/use-write.ts'
import { announcePromotion } from './announce-promotion.tsx'

interface PromotionOptions {
  /** As the server has it, polled. */
  channel: Channel
  /** As `channelTitle` gives it. */
  name: string
  /** What it does to nodes, in sentences. */
  effect: readonly string[]
  /** The package to set; null removes the channel’s package. */
  package_id: string | null
  /** Prefills the reason. */
  firstReason: string
  /** Not called once the operator has left the page. */
  onDone: () => void
}

/** Sets a channel's package. An untouched page follows the server. */
export function usePromotion(options: PromotionOptions) {
  const { channel, name, effect, package_id, firstReason, onDone } = options
  const now = settingsOfChannel(channel)
  const [opened, setOpened] = useState(now)
  const [words, setWords] = useState({ reason: firstReason, typed: '' })
  const resource = channelResource({ applicationId: channel.application_id, channelId: channel.id }, name)
  const { write, report, ...rest } = useWrite(resource, {
    onSaved: ({ value }) => announcePromotion(resource, value, { effect, before: channel }),
    onDone,
    onUnsaved: ({ kind }) => {
      // The confirmation was typed for what was there before.
      if (kind === 'changed-meanwhile') setWords((words) => ({ ...words, typed: '' }))
      return undefined
    },
  })
  const isTouched = words.reason !== firstReason || words.typed !== ''
  useDraft('promotion', {
    draft: words,
    hasEdits: isTouched,
    // The confirmation was typed for the channel as it was then.
    onRestore: ({ reason }) => setWords({ reason, typed: '' }),
  })
  const differs = rest.phase === 'idle' && !isSameChannel(opened, now)
  if (differs && !isTouched) setOpened(now)

  return {
    ...rest,
    promote: () => write({ opened, mine: { ...opened, package_id }, reason: words.reason.trim() }),
    words,
    setWords,
    /** Someone else changed the channel after the operator began to type. */
    isChangedMeanwhile: differs && isTouched,
    /** Continues from the channel as it is now. */
    followChannel: () => {
      setOpened(now)
      report(null)
      setWords({ ...words, typed: '' })
    },
  }
}
