import type { Channel } from '#contract/channel.ts'
import { archName } from '#src/domain/arch-name.ts'
import type { Ladder } from '#src/domain/channel-ladder.ts'
import { plural } from '#src/lib/plural.ts'
import { Panel } from '#src/ui/Panel.tsx'
import styles from './Ladder.module.css'
import { Rung } from './Rung.tsx'
import { StepToNext } from './StepToNext.tsx'
import type { GroupInLadder } from './use-application-facts.ts'

interface LadderPanelProps {
  ladder: Ladder
  followersOf: (channelId: string) => readonly GroupInLadder[]
  /** Lets a channel and its neighbour change places. */
  onMove: (channel: Channel, past: Channel) => void
}

/** The channels of one arch, and what can go from each to the next. */
export function LadderPanel({ ladder: { arch, channels }, followersOf, onMove }: LadderPanelProps) {
  return (
    <Panel title={archName(arch)} note={plural(channels.length, 'channel')}>
      <ol className={styles['ladder']}>
        {channels.map((channel, index) => {
          const [before, next] = [channels[index - 1], channels[index + 1]]
          const groups = followersOf(channel.id)
          return (
            <li key={channel.id}>
              <Rung
                channel={channel}
                groups={groups}
                onUp={before ? () => onMove(channel, before) : null}
                onDown={next ? () => onMove(channel, next) : null}
              />
              {next && (
                <StepToNext
                  source={channel}
                  sourceGroups={groups}
                  target={next}
                  targetGroups={followersOf(next.id)}
                />
              )}
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}
