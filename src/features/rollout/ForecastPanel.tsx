import {
  forecastAssumptions,
  describeForecast,
  explainMissingForecast,
} from '#src/domain/forecast/describe-forecast.ts'
import type { ForecastShare } from '#src/domain/forecast/forecast.ts'
import { formatShare } from '#src/lib/format-number.ts'
import { ErrorState } from '#src/ui/ErrorState.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import styles from './ForecastPanel.module.css'
import type { ForecastResult } from './use-forecast.ts'

interface ForecastPanelProps {
  result: ForecastResult
  /** Why the data for the forecast could not be read; null otherwise. */
  error: Error | null
  onRetry: () => void
  /** The server does not report the rollout, so the forecast rests on estimates. */
  isEstimate: boolean
  /** When a share of the nodes was reached, in ms; null where that is not known. */
  reachedAt: (share: ForecastShare) => number | null
  /** In ms. */
  now: number
}

/** When the rollout will be done. */
export function ForecastPanel({ result, error, onRetry, isEstimate, reachedAt, now }: ForecastPanelProps) {
  return (
    <Panel
      title="Forecast"
      note={
        isEstimate
          ? 'an estimate from what this server reports, updated every minute'
          : 'from the numbers on this page, updated every minute'
      }
    >
      {result ? (
        <ForecastDetails result={result} reachedAt={reachedAt} now={now} />
      ) : error ? (
        <ErrorState title="Failed to load the data for the forecast" error={error} onRetry={onRetry} />
      ) : (
        <LoadingLines label="Loading the forecast" />
      )}
    </Panel>
  )
}

interface ForecastDetailsProps extends Pick<ForecastPanelProps, 'reachedAt' | 'now'> {
  result: NonNullable<ForecastResult>
}

function ForecastDetails({ result: { facts, forecast }, reachedAt, now }: ForecastDetailsProps) {
  if (forecast.kind !== 'range') return <p className={styles['words']}>{explainMissingForecast(forecast)}</p>
  return (
    <>
      <dl className={styles['shares']} aria-label="Forecast">
        {describeForecast(forecast, now, reachedAt).map(({ share, words }) => (
          <div key={share}>
            <dt>{formatShare(share, 1)} done</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <ul className={styles['assumptions']} aria-label="Assumptions of the forecast">
        {forecastAssumptions(forecast, facts).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </>
  )
}
