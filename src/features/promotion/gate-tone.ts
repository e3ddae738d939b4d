import type { GateStatus, PromotionGate } from '#src/domain/promotion/promotion-gate.ts'
import type { Tone } from '#src/ui/tone.ts'

const TONES: Record<GateStatus, Tone> = { passed: 'good', failed: 'bad', unknown: 'waiting' }
const LABELS: Record<GateStatus, string> = { passed: 'Passes', failed: 'Fails', unknown: 'Unknown' }

export const gateTone = (status: GateStatus): Tone => TONES[status]
export const gateLabel = (status: GateStatus): string => LABELS[status]

/** The tone of the worst gate. */
export function gatesTone(gates: readonly PromotionGate[]): Tone {
  if (gates.some(({ status }) => status === 'failed')) return TONES.failed
  return gates.some(({ status }) => status === 'unknown') ? TONES.unknown : TONES.passed
}
