/** Ms without a keystroke before the page reads or computes anything for what was typed. */
export const TYPING_PAUSE_MS = 300
