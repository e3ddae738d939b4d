import type { NodeEvent } from '#server/updates/apply-event.ts'

/** The attributes and elements of Omaha protocol 3.0 that the server uses; empty where a node leaves one out. */
export interface OmahaRequest {
  version: string
  installsource: string
  /** Of the `<os>` element. */
  arch: string
  apps: readonly OmahaApp[]
}

export interface OmahaApp {
  appid: string
  version: string
  track: string
  board: string
  machineid: string
  machinealias: string
  bootid: string
  oem: string
  alephversion: string
  multi_manifest_ok: boolean
  events: readonly NodeEvent[]
  hasPing: boolean
  hasUpdateCheck: boolean
}
