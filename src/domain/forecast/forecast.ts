import { DONE_SHARE } from '#src/domain/rollout/done-share.ts'

export const FORECAST_SHARES = [0.5, 0.9, DONE_SHARE] as const
export type ForecastShare = (typeof FORECAST_SHARES)[number]

/** When a share of the nodes will be done, in ms; null where it may never be, since too many updates fail or hang. */
export interface ForecastRange {
  share: ForecastShare
  earliest: number | null
  latest: number | null
}

/** What most of a rollout's time is spent waiting for. */
export type WaitReason = 'office-hours' | 'limit' | 'safe-mode' | 'check-ins' | 'updates'

export type Forecast =
  | { kind: 'done' }
  /** The rollout will not continue unless something changes. */
  | {
      kind: 'never'
      reason:
        | 'no-package'
        | 'updates-off'
        | 'no-time-zone'
        | 'unknown-time-zone'
        | 'no-nodes'
        | 'safe-mode-trips'
    }
  /** Only the server can read an interval of the policy. */
  | { kind: 'unknown'; reason: 'interval' }
  | {
      kind: 'range'
      /** The shares that are not reached yet. */
      at: ForecastRange[]
      limitedBy: WaitReason
      /** The probability that safe mode stops the rollout, 0 to 1. */
      tripChance: number
    }

/** How many nodes have to be done to reach a share of them. */
export const goalOf = (share: ForecastShare, nodes: number): number => Math.ceil(share * nodes)
