import { MINUTE_MS } from '#contract/time-units.ts'
import { isVersion } from '#contract/version-order.ts'

/** The attributes that a machine reports; alias, OEM and aleph version are empty when it leaves them out. */
export interface Machine {
  id: string
  ip: string
  alias: string
  oem: string
  aleph_version: string
}

/** The server's records of the node; null where it has none. */
export interface KnownNode {
  instance: Omit<Machine, 'id'> | null
  /** The record of the application in the request. */
  node: { version: string; group_id: string | null; last_check_for_updates: Date } | null
}

export type Registration =
  | { kind: 'refused' }
  | {
      kind: 'registered'
      writesMachine: boolean
      writesNode: boolean
      /**
       * False for a known machine with an application that is new on it and unchanged attributes: Nebraska then decides
       * the check without the node's record and records no grant (docs/protocol.md, “Deciding an update check”, step 1).
       */
      isRecognised: boolean
    }

/** A check-in within this time of the previous one is not written, unless an attribute changed. */
const REPEATED_WITHIN_MS = 5 * MINUTE_MS

const MAX_ID_LENGTH = 50
const MAX_VERSION_LENGTH = 255
const MAX_ATTRIBUTE_LENGTH = 256

/** URLs read them as the same directory and the one above, so no page and no request could name the node. */
const UNADDRESSABLE_IDS = ['.', '..']

const OPTIONAL_ATTRIBUTES = ['alias', 'oem', 'aleph_version'] as const

/** Which records a check-in writes. Attributes that the machine leaves out keep their values. */
export function decideRegistration(
  { instance, node }: KnownNode,
  machine: Machine,
  { group_id, version }: { group_id: string; version: string },
  now: Date,
): Registration {
  if (!isVersion(version) || version.length > MAX_VERSION_LENGTH) return { kind: 'refused' }
  if (machine.id === '' || lengthOf(machine.id) > MAX_ID_LENGTH) return { kind: 'refused' }
  if (UNADDRESSABLE_IDS.includes(machine.id)) return { kind: 'refused' }
  if (OPTIONAL_ATTRIBUTES.some((name) => lengthOf(machine[name]) > MAX_ATTRIBUTE_LENGTH))
    return { kind: 'refused' }

  const silentMs = node === null ? Infinity : now.getTime() - node.last_check_for_updates.getTime()
  const writesMachine = instance === null || hasChanged(instance, machine)
  const writesNode = silentMs > REPEATED_WITHIN_MS || node?.version !== version || node.group_id !== group_id
  return { kind: 'registered', writesMachine, writesNode, isRecognised: writesMachine || node !== null }
}

const hasChanged = (known: Omit<Machine, 'id'>, machine: Machine) =>
  known.ip !== machine.ip ||
  OPTIONAL_ATTRIBUTES.some((name) => machine[name] !== '' && machine[name] !== known[name])

/** In characters, as PostgreSQL counts the length of text. */
const lengthOf = (text: string) => Array.from(text).length
