import type { PromotionEffect } from '#src/domain/promotion/promotion-effect.ts'
import { OldDataAge } from '#src/ui/DataAge.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import styles from './Promotion.module.css'
import { StageGroups } from './StageGroups.tsx'
import type { PipelineGroup } from './use-pipeline-groups.ts'

interface EffectPanelProps {
  effect: PromotionEffect
  /** Of the channel, as `channelTitle` gives it. */
  title: string
  groups: readonly PipelineGroup[]
  /** The channel's current version. */
  version: string | null
  /** When the oldest of the numbers was read, in ms; 0 while there are none. */
  oldestReadAt: number
}

/** The effect of the change on nodes, and the progress of the channel's groups. */
export function EffectPanel({ effect, title, groups, version, oldestReadAt }: EffectPanelProps) {
  const [first, ...others] = effect.sentences
  const isWarning = effect.kind === 'back' || effect.kind === 'none'
  return (
    <Panel
      title="What will happen"
      note={
        <>
          nodes seen in the last 24 hours
          <OldDataAge updatedAt={oldestReadAt} />
        </>
      }
    >
      <div className={styles['stack']}>
        {isWarning ? <Notice tone="waiting">{first}</Notice> : <p className={styles['words']}>{first}</p>}
        {others.map((sentence) => (
          <p key={sentence} className={styles['words']}>
            {sentence}
          </p>
        ))}
        <h3 className={styles['title']}>
          {version === null ? 'Its groups now, without a package' : `Its groups now, updating to ${version}`}
        </h3>
        <StageGroups groups={groups} version={version} title={title} />
      </div>
    </Panel>
  )
}
