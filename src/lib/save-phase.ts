/** How far a write is. */
export type SavePhase =
  | 'resting'
  /** Looking how it is now. */
  | 'checking'
  /** The change is on its way. */
  | 'sending'
  /** Stopped, and looking what became of it. */
  | 'stopping'
  /** Done; there is nothing left to do here. */
  | 'saved'
