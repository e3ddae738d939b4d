import * as z from 'zod/mini'

/** A group's nodes seen in the window, by status. Nodes with the stored status 1 are in `total` only (docs/protocol.md, “Counts”). */
export const instanceStatsSchema = z.object({
  total: z.number(),
  undefined: z.number(),
  update_granted: z.number(),
  error: z.number(),
  complete: z.number(),
  installed: z.number(),
  downloaded: z.number(),
  downloading: z.number(),
  onhold: z.number(),
})
export type InstanceStats = z.infer<typeof instanceStatsSchema>

/** Nodes seen in the last 24 hours by version, newest first; `percentage` is 0 to 100. */
export const versionBreakdownSchema = z.array(
  z.object({ version: z.string(), instances: z.number(), percentage: z.number() }),
)
export type VersionBreakdown = z.infer<typeof versionBreakdownSchema>

/** `{ time: { version: nodes } }`; every point has every version of the window. */
export const versionTimelineSchema = z.record(z.string(), z.record(z.string(), z.number()))
export type VersionTimeline = z.infer<typeof versionTimelineSchema>

/** `{ time: { status: { version: entries } } }`: history entries in the interval before each time. */
export const statusTimelineSchema = z.record(
  z.string(),
  z.record(z.string(), z.record(z.string(), z.number())),
)
export type StatusTimeline = z.infer<typeof statusTimelineSchema>

/**
 * Query parameter of both timelines that only Platte's own server knows: the number of evenly spaced points. Without it,
 * and from Nebraska, the points are those of `DURATION_MS`.
 */
export const POINTS = 'points'
export const MIN_POINTS = 2
export const MAX_POINTS = 240
