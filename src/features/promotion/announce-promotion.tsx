import { type ChannelSettings, settingsOfChannel } from '#contract/channel-settings.ts'
import type { Channel } from '#contract/channel.ts'
import { announceWrite } from '#src/writes/announce-write.tsx'
import type { WritableResource } from '#src/writes/writable-resource.ts'

interface PromotionContext {
  /** What the change does to nodes, in sentences, the most important first. */
  effect: readonly string[]
  /** The channel before the change. */
  before: Channel
}

const MAX_SENTENCES = 2
const versionOf = ({ package: release }: Channel) => release?.version ?? 'no package'

/** Announces the channel's package as it is now, with an undo. */
export function announcePromotion(
  resource: WritableResource<Channel, ChannelSettings>,
  channel: Channel,
  { effect, before }: PromotionContext,
): void {
  const name = <bdi>{resource.name}</bdi>
  announceWrite(resource, {
    title: (
      <>
        {name} now has {versionOf(channel)}
      </>
    ),
    message: effect.slice(0, MAX_SENTENCES).join(' '),
    undo: {
      label: before.package ? (
        <>
          Undo: put {before.package.version} back on {name}
        </>
      ) : (
        <>Undo: remove the package of {name} again</>
      ),
      change: {
        opened: settingsOfChannel(channel),
        mine: settingsOfChannel(before),
        reason: `Undo of the change to ${versionOf(channel)}`,
      },
      describeUndone: (undone) => ({
        title: (
          <>
            Undone: {name} has {versionOf(undone)} again
          </>
        ),
        message: 'Nodes that got the other package in the meantime keep it.',
      }),
    },
  })
}
