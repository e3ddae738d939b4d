import type { GateKind, PromotionGate } from '#src/domain/promotion/promotion-gate.ts'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import { gateLabel, gateTone } from './gate-tone.ts'
import styles from './Promotion.module.css'

/** Gates that show their threshold even when they pass. */
const MEASURED: readonly GateKind[] = ['share-done', 'failure-rate', 'soak-time', 'floors']

/** Every gate with its measured value, and its threshold where it does not pass. */
export function GateList({ gates }: { gates: readonly PromotionGate[] }) {
  return (
    <ul className={styles['gates']} aria-label="Gates">
      {gates.map(({ kind, status, name, words, needs }) => (
        <li key={kind} className={styles['gate']}>
          <StatusBadge tone={gateTone(status)}>{gateLabel(status)}</StatusBadge>
          <div>
            <strong>{name}</strong>
            <p className={styles['words']}>{words}</p>
            {needs !== '' && (status !== 'passed' || MEASURED.includes(kind)) && (
              <p className={styles['quiet']}>{needs}</p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
