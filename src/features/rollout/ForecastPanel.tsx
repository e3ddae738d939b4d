import {
  forecastAssumptions,
  describeForecast,
  explainMissingForecast,
} from '#src/domain/forecast/describe-forecast.ts'
import { ErrorState } from '#src/ui/ErrorState.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import styles from './ForecastPanel.module.css'
import type { MadeForecast } from './use-forecast.ts'

interface ForecastPanelProps {
  made: MadeForecast
  /** Why what it is made from could not be read; null where it could or is awaited. */
  error: Error | null
  onRetry: () => void
  /** Our server doesn't tell, so the numbers are guesses. */
  isGuess: boolean
  /** In ms. */
  now: number
}

/** When the rollout will be done. */
export function ForecastPanel({ made, error, onRetry, isGuess, now }: ForecastPanelProps) {
  return (
    <Panel
      title="Forecast"
      note={
        isGuess
          ? 'a guess from what this server tells, made every minute'
          : 'made every minute from the numbers on this page'
      }
    >
      {made ? (
        <Forecast made={made} now={now} />
      ) : error ? (
        <ErrorState title="What it is made from could not be loaded" error={error} onRetry={onRetry} />
      ) : (
        <LoadingLines label="Loading the forecast" />
      )}
    </Panel>
  )
}

function Forecast({ made: { facts, forecast }, now }: { made: NonNullable<MadeForecast>; now: number }) {
  if (forecast.kind !== 'range') return <p className={styles['words']}>{explainMissingForecast(forecast)}</p>
  return (
    <>
      <dl className={styles['shares']} aria-label="Forecast">
        {describeForecast(forecast, now).map(({ share, words }) => (
          <div key={share}>
            <dt>{share * 100}% done</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <ul className={styles['assumptions']} aria-label="What the forecast rests on">
        {forecastAssumptions(forecast, facts).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </>
  )
}
