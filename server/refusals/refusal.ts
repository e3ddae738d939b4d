import { createHash } from 'node:crypto'
import type { Arch } from '#contract/arch.ts'

/** A check-in that the server refused. */
export interface Refusal {
  kind: 'malformed' | 'no-group' | 'not-registered'
  address: string
  instance_id: string
  alias: string
  application: string
  track: string
  /** Null where nobody knows it. */
  arch: Arch | null
  board: string
  version: string
  sent: string
}

const MAX_TEXT = 300
const MAX_SENT = 600

const cut = (text: string, length = MAX_TEXT) => text.slice(0, length).replaceAll('\0', '')

/** Keeps the beginning of each text: what was sent may be anything. PostgreSQL keeps no zero character. */
export function cutRefusal(refusal: Refusal): Refusal {
  return {
    ...refusal,
    instance_id: cut(refusal.instance_id),
    alias: cut(refusal.alias),
    application: cut(refusal.application),
    track: cut(refusal.track),
    board: cut(refusal.board),
    version: cut(refusal.version),
    sent: cut(refusal.sent, MAX_SENT),
  }
}

/** The same for the same machine and the same mistake. */
export function refusalId({
  kind,
  address,
  instance_id,
  application,
  track,
  board,
  version,
  sent,
}: Refusal): string {
  const parts = [kind, address, instance_id, application, track, board, version, sent]
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}

/** Of a request that can't be parsed: its first `<app>` tag, or else its beginning. */
export function excerptOf(body: Uint8Array): string {
  const text = new TextDecoder().decode(body.subarray(0, 16 * 1024))
  return /<app\b[^>]*>?/i.exec(text)?.[0] ?? text.trim()
}
