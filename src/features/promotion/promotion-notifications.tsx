import type { QueryClient } from '@tanstack/react-query'
import { settingsOfChannel } from '#contract/channel-settings.ts'
import type { Channel } from '#contract/channel.ts'
import { saveChannel } from '#src/api/save-channel.ts'
import { LONG_ENOUGH_TO_UNDO_MS, notify } from '#src/ui/notify.ts'
import { UndoButton } from '#src/ui/UndoButton.tsx'
import { promotionProblem } from './promotion-problem.ts'

const noticeId = (channel: Channel) => `channel-${channel.id}`
const packageOf = ({ package: release }: Channel) => release?.version ?? 'no package'

interface Promoted {
  /** The channel's, as `channelTitle` gives it. */
  name: string
  /** What the change does to nodes, in sentences: what matters most first. */
  effect: readonly string[]
  /** As it was. */
  before: Channel
}

const MOST_SENTENCES = 2

/** Outlives its page: says what the channel points at now and what that does, and offers the way back. */
export function notifyPromoted(client: QueryClient, channel: Channel, promoted: Promoted): void {
  const { name, effect, before } = promoted
  notify({
    id: noticeId(channel),
    tone: 'done',
    title: `${name} points at ${packageOf(channel)}`,
    message: (
      <>
        {effect.slice(0, MOST_SENTENCES).join(' ')}
        <UndoButton undo={() => undo(client, channel, promoted)}>
          {before.package
            ? `Undo: point ${name} back at ${before.package.version}`
            : `Undo: take ${name}’s package away again`}
        </UndoButton>
      </>
    ),
    autoClose: LONG_ENOUGH_TO_UNDO_MS,
  })
}

/** A new write with the same guard: only if the channel still is as it was left. */
async function undo(client: QueryClient, channel: Channel, { name, before }: Promoted): Promise<void> {
  const ref = { applicationId: channel.application_id, channelId: channel.id }
  const change = {
    opened: settingsOfChannel(channel),
    mine: settingsOfChannel(before),
    reason: `Undo: ${name} back from ${packageOf(channel)}`,
  }
  const outcome = await saveChannel(client, ref, change, new AbortController().signal, () => undefined)
  if (outcome.kind === 'saved') {
    notify({
      id: noticeId(channel),
      tone: 'undone',
      title: `Undone: ${name} points at ${packageOf(outcome.thing)} again`,
      message: 'Nodes that got the other package meanwhile keep it.',
    })
    return
  }
  const { title, words } = promotionProblem(outcome, name)
  notify({ id: noticeId(channel), tone: 'failed', title: `Not undone. ${title}`, message: words })
}

/** For an attempt whose page was left before it ended. */
export function notifyNotPromoted(name: string, { title, words }: { title: string; words: string }): void {
  notify({ tone: 'failed', title: `${name} was not pointed at another package. ${title}`, message: words })
}
