import type { GroupRef } from '#src/api/groups.ts'
import { formatForecastShare } from '#src/domain/forecast/describe-forecast.ts'
import { FORECAST_SHARES } from '#src/domain/forecast/forecast.ts'
import type { PolicyImpact } from '#src/domain/impact/policy-impact.ts'
import { formatNumber, formatShare, plural } from '#src/lib/format-number.ts'
import { formatDuration } from '#src/lib/format-time.ts'
import { shownTimeZone } from '#src/lib/shown-time-zone.ts'
import { OldDataAge } from '#src/ui/DataAge.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import type { EditsImpact } from './edits-impact.ts'
import styles from './PolicyImpactPanel.module.css'
import { type PolicyEdits, usePolicyImpact } from './use-policy-impact.ts'

/** The effect of the policy now and with the edits, with warnings. The form works without it. */
export function PolicyImpactPanel({ groupRef, edits }: { groupRef: GroupRef; edits: PolicyEdits }) {
  const { impact, readAt, error, isStale } = usePolicyImpact(groupRef, edits)
  return (
    <Panel
      title="Effect"
      busy={isStale || (!impact && !error)}
      note={impact && <OldDataAge updatedAt={readAt} isAlone />}
    >
      <div className={styles['impact']}>
        {error && (
          <Notice tone="waiting" live>
            {impact ? 'Failed to refresh the numbers' : 'Failed to load the numbers'}: {error.message} Trying
            again; you can save without them.
          </Notice>
        )}
        {edits.isInvalid ? (
          <p className={styles['note']}>Correct the invalid fields to see the effect.</p>
        ) : impact ? (
          <>
            <div aria-live="polite" className={styles['warnings']}>
              {impact.warnings.map(({ kind, tone, words }) => (
                <Notice key={kind} tone={tone}>
                  {words}
                </Notice>
              ))}
            </div>
            <ImpactTable impact={impact} />
            <p className={styles['note']}>{describeBasis(impact)}</p>
          </>
        ) : (
          !error && <p className={styles['note']}>Loading the state of the rollout …</p>
        )}
      </div>
    </Panel>
  )
}

function ImpactTable({ impact: { before, after, now } }: { impact: EditsImpact }) {
  const rows = impactRows(now).map(({ name, format }) => ({
    name,
    before: format(before),
    after: format(after),
  }))
  const isChanged = rows.some((row) => row.before !== row.after)
  return (
    <table className={styles['table']} aria-label="Effect of the policy">
      <thead>
        <tr>
          <th scope="col">Measure</th>
          <th scope="col">Now</th>
          {isChanged && <th scope="col">With your edits</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            <td>{row.before}</td>
            {isChanged && <td data-changed={row.before !== row.after || undefined}>{row.after}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface ImpactRow {
  name: string
  format: (impact: PolicyImpact) => string
}

const impactRows = (now: number): ImpactRow[] => [
  { name: 'Nodes waiting', format: ({ waiting }) => formatNumber(waiting) },
  { name: 'Granted at once if all check in now', format: formatGrantsAtOnce },
  { name: 'Grants per hour (approx.)', format: formatGrantsPerHour },
  { name: 'Grants in the next 24 hours (approx.)', format: formatNextDay },
  ...FORECAST_SHARES.map((share) => ({
    name: `${formatShare(share, 1)} done`,
    format: ({ forecast }: PolicyImpact) => formatForecastShare(forecast, share, now),
  })),
]

function formatGrantsAtOnce({ grants, waiting, held, closed }: PolicyImpact): string {
  if (closed !== null) return closed === 'off' ? '0: updates are off' : '0: outside office hours'
  if (waiting === 0 || held === null) return formatNumber(grants)
  return `${formatNumber(grants)}: ${HOLD_REASONS[held][grants === 0 ? 0 : 1]}`
}

/** Why no node is granted an update, and why no further one is. */
const HOLD_REASONS: Record<NonNullable<PolicyImpact['held']>, [none: string, noMore: string]> = {
  'updates-disabled': ['updates are off', 'updates are off'],
  'update-in-progress': ['in progress', 'in progress'],
  'no-package': ['no package', 'no package'],
  blacklisted: ['the package is blacklisted for the channel', 'the package is blacklisted for the channel'],
  'max-updates-per-period': ['all grants of the period are used', 'then all grants of the period are used'],
  'max-concurrent-updates': ['the limit is already in use', 'then the limit is in use'],
  'max-timed-out-updates': ['safe mode stops updates', 'safe mode stops updates'],
}

function formatGrantsPerHour({ perHour, slowedBySeconds }: PolicyImpact): string {
  if (perHour === null) return 'no limit'
  const number = perHour < 10 ? String(Math.round(perHour * 10) / 10) : formatNumber(perHour)
  return slowedBySeconds === null
    ? number
    : `${number}, since an update takes ${formatDuration(slowedBySeconds * 1000)} (median)`
}

function formatNextDay({ nextDay, openHours }: PolicyImpact): string {
  if (nextDay === null) return 'unknown'
  const open = openHours > 0 && openHours < 24 ? `, in ${plural(Math.round(openHours), 'open hour')}` : ''
  return `${formatNumber(nextDay)}${open}`
}

/** What the numbers cover and where they come from. */
function describeBasis({ target, silent, isEstimate }: EditsImpact): string {
  return [
    target === null
      ? 'There is no package to update to.'
      : `For the update to ${target}, over nodes seen in the last 24 hours.`,
    silent > 0 &&
      `${plural(silent, 'node')} silent for 24 hours or longer ${silent === 1 ? 'is' : 'are'} not included.`,
    'Grants assume that the limit is used up once per period, or once per median update where that is longer.',
    isEstimate
      ? 'Estimates: this server does not report how many updates it granted in the last period, nor how long updates take.'
      : 'Counted by the server. 90% of simulated rollouts, by its rules and at the pace so far, finish within the times shown.',
    `Times of day are in ${shownTimeZone()}.`,
  ]
    .filter(Boolean)
    .join(' ')
}
