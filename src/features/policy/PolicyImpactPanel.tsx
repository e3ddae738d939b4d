import type { GroupRef } from '#src/api/groups.ts'
import { FORECAST_SHARES } from '#src/domain/forecast/forecast.ts'
import { formatForecastShare } from '#src/domain/forecast/describe-forecast.ts'
import type { PolicyImpact } from '#src/domain/impact/policy-impact.ts'
import { formatDuration } from '#src/lib/format-time.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { DataAge } from '#src/ui/DataAge.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import styles from './PolicyImpactPanel.module.css'
import { type EditsToWeigh, type ImpactOfEdits, usePolicyImpact } from './use-policy-impact.ts'

/** What the policy does as it is and as it will be, and what of it may surprise. The form works without it. */
export function PolicyImpactPanel({ groupRef, edits }: { groupRef: GroupRef; edits: EditsToWeigh }) {
  const { impact, error, isOld } = usePolicyImpact(groupRef, edits)
  return (
    <Panel
      title="What it does"
      busy={isOld || (!impact && !error)}
      note={impact && <DataAge updatedAt={impact.readAt} />}
    >
      <div className={styles['impact']}>
        {error && (
          <Notice tone="waiting" live>
            {impact ? 'The numbers could not be read anew' : 'The numbers could not be read'}: {error.message}{' '}
            It is tried again; you can save all the same.
          </Notice>
        )}
        {edits.isInvalid ? (
          <p className={styles['note']}>Can’t be told yet: some fields can’t be saved as they are.</p>
        ) : impact ? (
          <Impact impact={impact} />
        ) : (
          !error && <p className={styles['note']}>Reading how far the rollout is …</p>
        )}
      </div>
    </Panel>
  )
}

function Impact({ impact }: { impact: ImpactOfEdits }) {
  const { before, after, warnings, now, target, silent, isEstimate } = impact
  const rows = rowsOf(before, after, now)
  const isOne = rows.every(([, was, is]) => was === is)
  return (
    <>
      <div aria-live="polite" className={styles['warnings']}>
        {warnings.map(({ kind, tone, words }) => (
          <Notice key={kind} tone={tone}>
            {words}
          </Notice>
        ))}
      </div>
      <table className={styles['table']} aria-label="What the policy does">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Now</th>
            {!isOne && <th scope="col">With your edits</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, was, is]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{was}</td>
              {!isOne && <td data-changed={was !== is || undefined}>{is}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles['note']}>
        {target === null ? 'There is no package to update to. ' : `Of the update to ${target}, `}
        {target !== null && 'over nodes seen in the last 24 hours. '}
        {silent > 0 &&
          `${plural(silent, 'node')} silent for a day or longer ${silent === 1 ? 'is' : 'are'} left out. `}
        {
          'Grants rest on the limit being used up once per period, or once per median update where that is longer. '
        }
        {isEstimate
          ? 'Estimates: this server doesn’t tell how many it granted in the last period, nor how long updates take.'
          : 'Counted by the server; the times are what nine of ten simulated rollouts come to from here, by its rules and the pace so far.'}{' '}
        Times of day are in your time zone, {new Intl.DateTimeFormat().resolvedOptions().timeZone}.
      </p>
    </>
  )
}

type Row = [name: string, was: string, is: string]

function rowsOf(before: PolicyImpact, after: PolicyImpact, now: number): Row[] {
  const row = (name: string, tell: (impact: PolicyImpact) => string): Row => [name, tell(before), tell(after)]
  return [
    row('Nodes that wait', ({ eligible }) => formatNumber(eligible)),
    row('Granted at once, if all ask now', atOnce),
    row('Grants per hour, about', perHourInWords),
    row('Grants in the next 24 hours, about', ({ nextDay, openHours }) => {
      const open = openHours > 0 && openHours < 24 ? `, in ${plural(Math.round(openHours), 'open hour')}` : ''
      return nextDay === null ? 'can’t be told' : `${formatNumber(nextDay)}${open}`
    }),
    ...FORECAST_SHARES.map((share) =>
      row(`${share * 100}% done`, ({ forecast }) => formatForecastShare(forecast, share, now)),
    ),
  ]
}

function perHourInWords({ perHour, slowedBySeconds }: PolicyImpact): string {
  if (perHour === null) return 'no limit'
  const number = perHour < 10 ? String(Math.round(perHour * 10) / 10) : formatNumber(perHour)
  return slowedBySeconds === null
    ? number
    : `${number}, as an update takes ${formatDuration(slowedBySeconds * 1000)} (median)`
}

function atOnce({ grants, eligible, held, closed }: PolicyImpact): string {
  if (closed !== null) return closed === 'off' ? '0: updates are off' : '0: office hours are closed'
  if (eligible === 0 || held === null) return formatNumber(grants)
  return `${formatNumber(grants)}: ${HELD[held]}`
}

const HELD: Record<NonNullable<PolicyImpact['held']>, string> = {
  'updates-disabled': 'updates are off',
  'update-in-progress': 'under way',
  'no-package': 'no package',
  blacklisted: 'the channel must not give it out',
  'max-updates-per-period': 'then the period is full',
  'max-concurrent-updates': 'then as many are under way as may be',
  'max-timed-out-updates': 'safe mode stops updates',
}
