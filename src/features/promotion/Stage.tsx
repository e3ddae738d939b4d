import { ActionIcon, Button } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import { useId } from 'react'
import { flushSync } from 'react-dom'
import { Link } from 'react-router'
import type { Channel } from '#contract/channel.ts'
import { routes } from '#src/routes/routes.ts'
import { Swatch } from '#src/ui/Swatch.tsx'
import styles from './Pipeline.module.css'
import { StageGroups } from './StageGroups.tsx'
import type { GroupInPipeline } from './use-application-facts.ts'

interface RungProps {
  channel: Channel
  groups: readonly GroupInPipeline[]
  /** Null where there is no rung on that side. */
  onUp: (() => void) | null
  onDown: (() => void) | null
}

/** One channel: its package, and how far its groups are with it. */
export function Stage({ channel, groups, onUp, onDown }: RungProps) {
  const id = useId()
  const version = channel.package?.version ?? null
  return (
    <section className={styles['rung']} aria-labelledby={id}>
      <div className={styles['head']}>
        <h3 id={id} className={styles['name']}>
          <Swatch colour={channel.color} /> {channel.name}
        </h3>
        <span className={styles['version']}>{version ?? 'no package'}</span>
        <div className={styles['actions']}>
          <Mover way="up" name={channel.name} onMove={onUp} />
          <Mover way="down" name={channel.name} onMove={onDown} />
          <Button
            component={Link}
            to={routes.channelPackage.url({ applicationId: channel.application_id, channelId: channel.id })}
            size="compact-xs"
            variant="default"
            aria-label={`Point ${channel.name} at another package`}
          >
            Point at another package…
          </Button>
        </div>
      </div>
      <StageGroups groups={groups} version={version} />
    </section>
  )
}

const WAYS = {
  up: { d: 'M2 7.5 6 3.5l4 4', end: 'It is the first.' },
  down: { d: 'm2 4.5 4 4 4-4', end: 'It is the last.' },
} as const

interface MoverProps {
  way: keyof typeof WAYS
  name: string
  onMove: (() => void) | null
}

/** At an end it is not disabled, which would lose the focus. */
function Mover({ way, name, onMove }: MoverProps) {
  const { d, end } = WAYS[way]
  const label = onMove ? `Move ${name} ${way}` : `Move ${name} ${way}: ${end}`
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
        // What is moved in the document loses the focus.
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
