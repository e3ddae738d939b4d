import { ActionIcon } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import { flushSync } from 'react-dom'
import { Link } from 'react-router'
import type { Channel } from '#contract/channel.ts'
import { routes } from '#src/routes/routes.ts'
import { Swatch } from '#src/ui/Swatch.tsx'
import styles from './Pipeline.module.css'
import { StageGroups } from './StageGroups.tsx'
import type { PipelineGroup } from './use-pipeline-groups.ts'
import { WriteButton } from '#src/writes/WriteButton.tsx'

interface StageProps {
  channel: Channel
  /** As `channelTitle` gives it. */
  title: string
  groups: readonly PipelineGroup[]
  /** Null at that end of the pipeline. */
  onUp: (() => void) | null
  onDown: (() => void) | null
}

/** One channel: its package, and the progress of its groups. */
export function Stage({ channel, title, groups, onUp, onDown }: StageProps) {
  const version = channel.package?.version ?? null
  return (
    <section className={styles['stage']} aria-label={title}>
      <div className={styles['head']}>
        <h3 className={styles['name']}>
          <Swatch colour={channel.color} />{' '}
          <Link
            to={routes.channel.url({ applicationId: channel.application_id, channelId: channel.id })}
            className={styles['channel']}
            aria-label={title}
          >
            <bdi>{channel.name}</bdi>
          </Link>
        </h3>
        <span className={styles['version']}>{version ?? 'no package'}</span>
        <div className={styles['actions']}>
          <MoveButton direction="up" name={title} onMove={onUp} />
          <MoveButton direction="down" name={title} onMove={onDown} />
          <WriteButton
            to={routes.channelPackage.url({ applicationId: channel.application_id, channelId: channel.id })}
            size="compact-xs"
            variant="default"
            aria-label={`Set the package of ${title}`}
          >
            Set package…
          </WriteButton>
        </div>
      </div>
      <StageGroups groups={groups} version={version} title={title} />
    </section>
  )
}

const DIRECTIONS = {
  up: { d: 'M2 7.5 6 3.5l4 4', end: 'It is the first.' },
  down: { d: 'm2 4.5 4 4 4-4', end: 'It is the last.' },
} as const

interface MoveButtonProps {
  direction: keyof typeof DIRECTIONS
  name: string
  onMove: (() => void) | null
}

/** Not `disabled` at an end of the pipeline, which would lose the focus. */
function MoveButton({ direction, name, onMove }: MoveButtonProps) {
  const { d, end } = DIRECTIONS[direction]
  const label = onMove ? `Move ${name} ${direction}` : `Move ${name} ${direction}: ${end}`
  return (
    <ActionIcon
      size="sm"
      variant="default"
      aria-label={label}
      title={label}
      aria-disabled={onMove === null}
      {...(onMove === null && { 'data-disabled': true })}
      onClick={({ currentTarget }) => {
        if (onMove === null) return
        // An element that moves in the document loses the focus.
        flushSync(onMove)
        currentTarget.focus()
      }}
    >
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
        <path d={d} fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
      </svg>
    </ActionIcon>
  )
}
