import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { useFloors } from '#src/api/floors.ts'
import { useSafeModeBrakes } from '#src/api/platte-status.ts'
import { isOutdated } from '#src/domain/catalogue/is-outdated.ts'
import { describeGates, promotionGates } from '#src/domain/promotion/promotion-gates.ts'
import { routes } from '#src/routes/routes.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import { useMinute } from '#src/ui/use-now.ts'
import { gatesTone } from './gate-tone.ts'
import styles from './Pipeline.module.css'
import { type PromotionStep, promotionStep } from './promotion-step.ts'
import { promotionParams } from '#src/routes/promotion-url.ts'
import type { PipelineGroup } from './use-pipeline-groups.ts'
import { WriteButton } from '#src/writes/WriteButton.tsx'

interface NextStageProps {
  source: Channel
  sourceGroups: readonly PipelineGroup[]
  target: Channel
  /** As `channelTitle` gives it. */
  targetTitle: string
  targetGroups: readonly PipelineGroup[]
}

/** Between two stages: what can be promoted, and the state of its gates. */
export function NextStage(props: NextStageProps) {
  const { source, target } = props
  const step = promotionStep(source, target)
  return (
    <div className={styles['step']}>
      <svg width="14" height="20" viewBox="0 0 14 20" aria-hidden="true" focusable="false">
        <path d="M7 1v17M1.5 12.5 7 18l5.5-5.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
      </svg>
      {step.kind === 'promote' ? (
        <Promotable {...props} release={step.release} />
      ) : (
        <p className={styles['quiet']}>
          <NothingToPromote step={step} source={source} target={target} />
        </p>
      )}
    </div>
  )
}

interface NothingToPromoteProps extends Pick<NextStageProps, 'source' | 'target'> {
  step: Exclude<PromotionStep, { kind: 'promote' }>
}

function NothingToPromote({ step, source, target }: NothingToPromoteProps) {
  const [from, to] = [<bdi key="from">{source.name}</bdi>, <bdi key="to">{target.name}</bdi>]
  switch (step.kind) {
    case 'no-package':
      return <>{from} has no package to promote.</>
    case 'same':
      return (
        <>
          {to} already has {step.version}: nothing to promote.
        </>
      )
    case 'older':
      return (
        <>
          {from} has {step.version}, which is older than {step.than} on {to}: nothing to promote.
        </>
      )
  }
  return null
}

function Promotable(props: NextStageProps & { release: Package }) {
  const { source, sourceGroups, target, targetTitle, targetGroups, release } = props
  const floors = useFloors({ applicationId: target.application_id, channelId: target.id })
  const brakes = useSafeModeBrakes()
  const now = useMinute()
  const gates = promotionGates({
    release,
    target,
    targetGroups,
    source: { channel: source, groups: sourceGroups, soak: null },
    brakes,
    floors,
    now,
  })
  return (
    <>
      <div className={styles['what']}>
        <div>
          <strong>
            {release.version} → <bdi>{target.name}</bdi>
          </strong>
          , now {target.package?.version ?? 'no package'}
        </div>
        {isOutdated(release, now) && (
          <div className={styles['quiet']}>
            Old: added <RelativeTime time={release.created_ts} />
          </div>
        )}
        <StatusBadge tone={gatesTone(gates)}>{describeGates(gates)}; soak time not checked yet</StatusBadge>
      </div>
      <WriteButton
        to={routes.channelPackage.url(
          { applicationId: target.application_id, channelId: target.id },
          promotionParams({ package_id: release.id, from: source.id }),
        )}
        size="xs"
        variant="default"
        aria-label={`Promote ${release.version} to ${targetTitle}`}
      >
        Promote…
      </WriteButton>
    </>
  )
}
