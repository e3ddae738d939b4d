import { useNavigate } from 'react-router'
import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { useFloors } from '#src/api/floors.ts'
import { type FileCheck, useFileCheck } from '#src/api/use-file-check.ts'
import { useSafeModeBrakes } from '#src/api/platte-status.ts'
import { fileGate } from '#src/domain/promotion/file-gate.ts'
import { promotionEffect } from '#src/domain/promotion/promotion-effect.ts'
import { channelTitle } from '#src/domain/catalogue/channel-title.ts'
import { describeGates, promotionGates } from '#src/domain/promotion/promotion-gates.ts'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { useMinute } from '#src/ui/use-now.ts'
import { ConfirmPromotion } from './ConfirmPromotion.tsx'
import type { PromotionGate } from '#src/domain/promotion/promotion-gate.ts'
import { EffectPanel } from './EffectPanel.tsx'
import { FileCheckPanel } from './FileCheckPanel.tsx'
import { GateList } from './GateList.tsx'
import styles from './Promotion.module.css'
import { sourceChannel } from './source-channel.ts'
import type { PipelineGroup } from './use-pipeline-groups.ts'
import { usePromotion } from './use-promotion.ts'
import { usePromotionForecasts } from './use-promotion-forecasts.ts'
import { useSourceSoak } from './use-source-soak.ts'

interface PromotionReviewProps {
  application: Application
  channel: Channel
  /** Null for none. */
  release: Package | null
  /** From the URL: the channel that the package comes from. */
  from: string | null
  /** From the URL: prefills the reason. */
  reason: string
  groupsOf: (channelId: string) => readonly PipelineGroup[]
  /** When the oldest of the numbers was read, in ms; 0 while there are none. */
  oldestReadAt: number
}

/** The effect of the change, its gates, and the confirmation. */
export function PromotionReview(props: PromotionReviewProps) {
  const { application, channel, release, from, reason, groupsOf, oldestReadAt } = props
  const navigate = useNavigate()
  const groups = groupsOf(channel.id)
  const name = channelTitle(channel, application.channels ?? [])
  const source = release && sourceChannel(application, { target: channel, release, from })
  const fileCheck = useFileCheck()
  const gates = [
    ...usePromotionGates({ channel, release, source, groupsOf }),
    ...fileGates(release, fileCheck.check),
  ]
  const effect = promotionEffect(channel.package, release, groups)
  const promotion = usePromotion({
    channel,
    name,
    effect: effect.sentences,
    package_id: release?.id ?? null,
    firstReason: reason,
    onDone: () => void navigate(routes.channels.url({ applicationId: application.id })),
  })
  const isDone = promotion.phase === 'saved'
  const isNothing = effect.kind === 'same'
  return (
    <>
      {source && release && source.package_id !== release.id && (
        <SourceChangedNotice source={source} release={release} />
      )}
      <div className={styles['columns']}>
        <EffectPanel
          effect={effect}
          title={name}
          groups={groups}
          version={channel.package?.version ?? null}
          oldestReadAt={oldestReadAt}
        />
        {gates.length > 0 && !isNothing && (
          <div className={styles['gatesPlace']}>
            <Panel title="Gates" note={describeGates(gates)}>
              <GateList gates={gates} />
            </Panel>
            {release && <FileCheckPanel release={release} {...fileCheck} />}
          </div>
        )}
        <ConfirmPromotion
          channel={channel}
          name={name}
          release={release}
          promotion={promotion}
          {...(isDone ? POSSIBLE : isNothing ? ALREADY_THERE : obstaclesOf(gates))}
        />
      </div>
    </>
  )
}

const POSSIBLE = { typedBecause: '', impossible: undefined }
const ALREADY_THERE = { typedBecause: '', impossible: 'The channel already has this package.' }

/** What stands between the operator and the change. */
function obstaclesOf(gates: readonly PromotionGate[]) {
  const open = gates.filter(({ status }) => status !== 'passed').length
  return {
    typedBecause:
      open === 0 ? '' : `${open} of ${plural(gates.length, 'gate')} ${open === 1 ? 'does' : 'do'} not pass.`,
    impossible: gates.find(({ refused }) => refused)?.words,
  }
}

const SourceChangedNotice = ({ source, release }: { source: Channel; release: Package }) => (
  <Notice tone="waiting" live>
    <bdi>{source.name}</bdi> no longer has {release.version} but {source.package?.version ?? 'no package'}.
  </Notice>
)

/** What a check of the file found, once it could judge the file. */
function fileGates(release: Package | null, check: FileCheck): PromotionGate[] {
  if (!release || check.kind === 'idle' || check.kind === 'running') return []
  if (check.kind === 'done') return [fileGate(release, check.file)]
  return check.isJudged ? [fileGate(release, check)] : []
}

interface GatesOptions extends Pick<PromotionReviewProps, 'channel' | 'release' | 'groupsOf'> {
  source: Channel | null
}

/** The gates of the change; none for removing the package. */
function usePromotionGates({ channel, release, source, groupsOf }: GatesOptions) {
  const sourceGroups = source ? groupsOf(source.id) : []
  const soak = useSourceSoak(sourceGroups, release?.version ?? null)
  const floors = useFloors({ applicationId: channel.application_id, channelId: channel.id })
  const brakes = useSafeModeBrakes()
  const now = useMinute()
  const targetGroups = groupsOf(channel.id)
  const forecasts = usePromotionForecasts(channel, release, targetGroups, now)
  if (release === null) return []
  return promotionGates({
    release,
    target: channel,
    targetGroups,
    source: source && { channel: source, groups: sourceGroups, soak },
    brakes,
    floors,
    forecasts,
    now,
  })
}
