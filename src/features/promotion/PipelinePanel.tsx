import type { Channel } from '#contract/channel.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { channelTitle } from '#src/domain/catalogue/channel-title.ts'
import type { Pipeline } from '#src/domain/promotion/promotion-pipeline.ts'
import { plural } from '#src/lib/format-number.ts'
import { Panel } from '#src/ui/Panel.tsx'
import styles from './Pipeline.module.css'
import { Stage } from './Stage.tsx'
import { NextStage } from './NextStage.tsx'
import type { PipelineGroup } from './use-pipeline-groups.ts'

interface PipelinePanelProps {
  pipeline: Pipeline
  /** Of the application, for all arches. */
  allChannels: readonly Channel[]
  groupsOf: (channelId: string) => readonly PipelineGroup[]
  /** Swaps a channel with its neighbour. */
  onMove: (channel: Channel, past: Channel) => void
}

/** The channels of one arch, with what can be promoted from each to the next. */
export function PipelinePanel({ pipeline, allChannels, groupsOf, onMove }: PipelinePanelProps) {
  const { arch, channels } = pipeline
  const titleOf = (channel: Channel) => channelTitle(channel, allChannels)
  return (
    <Panel title={archName(arch)} note={plural(channels.length, 'channel')}>
      <ol className={styles['pipeline']}>
        {channels.map((channel, index) => {
          const [before, next] = [channels[index - 1], channels[index + 1]]
          const groups = groupsOf(channel.id)
          return (
            <li key={channel.id}>
              <Stage
                channel={channel}
                title={titleOf(channel)}
                groups={groups}
                onUp={before ? () => onMove(channel, before) : null}
                onDown={next ? () => onMove(channel, next) : null}
              />
              {next && (
                <NextStage
                  source={channel}
                  sourceGroups={groups}
                  target={next}
                  targetTitle={titleOf(next)}
                  targetGroups={groupsOf(next.id)}
                />
              )}
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}
