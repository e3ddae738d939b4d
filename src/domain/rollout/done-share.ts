/** A rollout counts as done once this share of its nodes is: the last few may be late, or silent for ever. */
export const DONE_SHARE = 0.99
