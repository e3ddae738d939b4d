import { SECOND_MS } from '#contract/time-units.ts'

interface EarlyRequest {
  /** In ms of the browser's clock. */
  sentAt: number
  response: Promise<Response>
}

declare global {
  /** By path: what `public/early-requests.js` requested before the dashboard was there. */
  var earlyRequests: Record<string, EarlyRequest> | undefined
}

/** So long after the page was opened; on a line so slow that the dashboard took longer, the data is read anew. */
const LATEST_MS = 15 * SECOND_MS

/** The request that was sent before the dashboard was there, once and while it is recent. */
export function takeEarlyRequest(path: string): EarlyRequest | undefined {
  const early = globalThis.earlyRequests?.[path]
  delete globalThis.earlyRequests?.[path]
  return performance.now() < LATEST_MS ? early : undefined
}
