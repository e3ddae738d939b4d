import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { floorsQuery } from '#src/api/floors.ts'
import { useSafeModeBrakes } from '#src/api/platte-status.ts'
import { describeGates, promotionGates } from '#src/domain/promotion/promotion-gates.ts'
import { routes } from '#src/routes/routes.ts'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import { useMinute } from '#src/ui/use-now.ts'
import { gatesTone } from './gate-tone.ts'
import styles from './Pipeline.module.css'
import { nextStage } from './next-stage.ts'
import { promotionParams } from '#src/routes/promotion-url.ts'
import type { GroupInPipeline } from './use-application-facts.ts'

interface StepToNextProps {
  source: Channel
  sourceGroups: readonly GroupInPipeline[]
  target: Channel
  targetGroups: readonly GroupInPipeline[]
}

/** Between two rungs: what would be promoted, and what the gates say. */
export function NextStage(props: StepToNextProps) {
  const { source, target } = props
  const step = nextStage(source, target)
  return (
    <div className={styles['step']}>
      <svg width="14" height="20" viewBox="0 0 14 20" aria-hidden="true" focusable="false">
        <path d="M7 1v17M1.5 12.5 7 18l5.5-5.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
      </svg>
      {step.kind === 'nothing' ? (
        <p className={styles['quiet']}>{step.words}</p>
      ) : (
        <Promotable {...props} release={step.release} />
      )}
    </div>
  )
}

function Promotable(props: StepToNextProps & { release: Package }) {
  const { source, sourceGroups, target, targetGroups, release } = props
  const { data, isError } = useQuery(floorsQuery(target.application_id, target.id))
  const brakes = useSafeModeBrakes()
  const now = useMinute()
  const gates = promotionGates({
    release,
    target,
    targetGroups,
    source: { channel: source, groups: sourceGroups, soak: null },
    brakes,
    floors: data ?? (isError ? null : undefined),
    now,
  })
  return (
    <>
      <div className={styles['what']}>
        <div>
          <strong>
            {release.version} → {target.name}
          </strong>
          , now {target.package?.version ?? 'without a package'}
        </div>
        <StatusBadge tone={gatesTone(gates)}>
          {describeGates(gates)}; the soak time is looked up when you go on
        </StatusBadge>
      </div>
      <Button
        component={Link}
        to={routes.channelPackage.url(
          { applicationId: target.application_id, channelId: target.id },
          promotionParams({ package_id: release.id, from: source.id }),
        )}
        size="xs"
        variant="default"
        aria-label={`Promote ${release.version} to ${target.name}`}
      >
        Promote…
      </Button>
    </>
  )
}
