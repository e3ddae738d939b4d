import type { Channel } from '#contract/channel.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import type { Pipeline } from '#src/domain/promotion/promotion-pipeline.ts'
import { plural } from '#src/lib/format-number.ts'
import { Panel } from '#src/ui/Panel.tsx'
import styles from './Pipeline.module.css'
import { Stage } from './Stage.tsx'
import { NextStage } from './NextStage.tsx'
import type { GroupInPipeline } from './use-application-facts.ts'

interface LadderPanelProps {
  ladder: Pipeline
  followersOf: (channelId: string) => readonly GroupInPipeline[]
  /** Lets a channel and its neighbour change places. */
  onMove: (channel: Channel, past: Channel) => void
}

/** The channels of one arch, and what can go from each to the next. */
export function PipelinePanel({ ladder: { arch, channels }, followersOf, onMove }: LadderPanelProps) {
  return (
    <Panel title={archName(arch)} note={plural(channels.length, 'channel')}>
      <ol className={styles['ladder']}>
        {channels.map((channel, index) => {
          const [before, next] = [channels[index - 1], channels[index + 1]]
          const groups = followersOf(channel.id)
          return (
            <li key={channel.id}>
              <Stage
                channel={channel}
                groups={groups}
                onUp={before ? () => onMove(channel, before) : null}
                onDown={next ? () => onMove(channel, next) : null}
              />
              {next && (
                <NextStage
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
