import * as z from 'zod/mini'
import { timestamp } from './primitives.ts'

/** At most this many refused check-ins are kept: the latest. */
export const MAX_REFUSED = 1000
/** Of one address, or one IPv6 network of 64 bits, so that a single machine can't push out all others. */
export const MAX_REFUSED_OF_ADDRESS = 100
/** Refused check-ins are forgotten this long after the last one. */
export const REFUSED_KEPT_DAYS = 30

/** Why a check-in is refused, by the applications and groups that there are now. */
export const REFUSAL_CAUSES = [
  /** The request is no well-formed Omaha XML. */
  'malformed',
  /** The same, because an attribute has quotation marks inside: a quoted value in `update.conf`. */
  'quoted-value',
  'unknown-application',
  'unknown-track',
  /** Groups have the track, but for other arches. */
  'other-arch',
  /** An arch or a board that nobody knows. */
  'unknown-arch',
  /** The group of its track follows no channel. */
  'no-channel',
  /** The version is not strictly SemVer. */
  'invalid-version',
  /** The id is empty, too long, or can't be in a URL. */
  'invalid-id',
  /** An attribute is longer than the server keeps. */
  'too-long',
  /** It would be accepted now: the application or the group has been added since. */
  'accepted-now',
] as const
export type RefusalCause = (typeof REFUSAL_CAUSES)[number]

export const refusedCheckInSchema = z.object({
  /** The same for the same machine and the same mistake. */
  id: z.string(),
  /** Of the machine, or of a proxy that is not trusted. */
  address: z.string(),
  /** As sent; all are empty for a malformed request. */
  instance_id: z.string(),
  alias: z.string(),
  application: z.string(),
  track: z.string(),
  /** The board, or else the arch of the operating system. */
  board: z.string(),
  version: z.string(),
  /** The beginning of a malformed request's `<app>` element, or of the request; empty for others. */
  sent: z.string(),
  cause: z.enum(REFUSAL_CAUSES),
  /** A track of a group that it may mean, differing by letter case or quotation marks; null for none. */
  suggested_track: z.nullable(z.string()),
  first_ts: timestamp,
  last_ts: timestamp,
  /** How often it was refused. */
  times: z.number(),
})
export type RefusedCheckIn = z.infer<typeof refusedCheckInSchema>

/** Response of `GET /platte/refused-check-ins`, which only our server has: the latest first, `MAX_REFUSED` at most. */
export const refusedCheckInsSchema = z.object({ check_ins: z.array(refusedCheckInSchema) })
