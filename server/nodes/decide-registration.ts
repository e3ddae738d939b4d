import { MINUTE_MS } from '#contract/time-units.ts'
import { isVersion } from '#contract/version-order.ts'

/** The attributes that a machine reports; alias, OEM and aleph version are empty when it leaves them out. */
export interface Machine {
  id: string
  ip: string
  alias: string
  oem: string
  aleph_version: string
  /** Another one after each boot; empty when it leaves it out. */
  boot_id: string
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
      /** What the machine reported before, where it reports another address or boot id now. */
      before: readonly Identity[]
    }

/** What distinguishes two machines with one id. */
export interface Identity {
  kind: 'address' | 'boot_id'
  value: string
}

/**
 * A check-in within this time of the previous one is not written, unless an attribute changed. A previous one that is
 * further in the future was written while the clock was ahead.
 */
const REPEATED_WITHIN_MS = 5 * MINUTE_MS

const MAX_ID_LENGTH = 50
const MAX_VERSION_LENGTH = 255
const MAX_ATTRIBUTE_LENGTH = 256

/** URLs read them as the same directory and the one above, so no page and no request could name the node. */
const UNADDRESSABLE_IDS = ['.', '..']

const OPTIONAL_ATTRIBUTES = ['alias', 'oem', 'aleph_version'] as const

/** What keeps a machine from being registered, whatever else it reports; null for nothing. */
export function registrationFault(id: string, version: string): 'invalid-version' | 'invalid-id' | null {
  if (!isVersion(version)) return 'invalid-version'
  if (id === '' || lengthOf(id) > MAX_ID_LENGTH || UNADDRESSABLE_IDS.includes(id)) return 'invalid-id'
  return null
}

/** Which records a check-in writes. Attributes that the machine leaves out keep their values. */
export function decideRegistration(
  { instance, node }: KnownNode,
  machine: Machine,
  { group_id, version }: { group_id: string; version: string },
  now: Date,
): Registration {
  if (registrationFault(machine.id, version) !== null || version.length > MAX_VERSION_LENGTH)
    return { kind: 'refused' }
  if (OPTIONAL_ATTRIBUTES.some((name) => lengthOf(machine[name]) > MAX_ATTRIBUTE_LENGTH))
    return { kind: 'refused' }

  const silentMs = node === null ? Infinity : now.getTime() - node.last_check_for_updates.getTime()
  const isNews = instance === null || hasChanged(instance, machine)
  const before = instance === null ? [] : changedIdentities(instance, machine)
  const writesMachine = isNews || (machine.boot_id !== '' && machine.boot_id !== instance.boot_id)
  const writesNode =
    Math.abs(silentMs) > REPEATED_WITHIN_MS || node?.version !== version || node.group_id !== group_id
  return { kind: 'registered', writesMachine, writesNode, isRecognised: isNews || node !== null, before }
}

const hasChanged = (known: Omit<Machine, 'id'>, machine: Machine) =>
  known.ip !== machine.ip ||
  OPTIONAL_ATTRIBUTES.some((name) => machine[name] !== '' && machine[name] !== known[name])

function changedIdentities(known: Omit<Machine, 'id'>, { ip, boot_id }: Machine): Identity[] {
  const address: Identity[] = known.ip === ip ? [] : [{ kind: 'address', value: known.ip }]
  const hasRebooted = boot_id !== '' && known.boot_id !== '' && known.boot_id !== boot_id
  return hasRebooted ? [...address, { kind: 'boot_id', value: known.boot_id }] : address
}

/** In characters, as PostgreSQL counts the length of text. */
const lengthOf = (text: string) => Array.from(text).length
