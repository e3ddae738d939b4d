import { DAY_MS, MINUTE_MS } from '#contract/time-units.ts'
import { isVersion } from '#contract/version-order.ts'

/** What a machine tells of itself; alias, OEM and aleph version are empty where it doesn't. */
export interface MachineFacts {
  id: string
  ip: string
  alias: string
  oem: string
  aleph_version: string
}

/** What the server knows of it; null for what it never heard of. */
export interface KnownMachine {
  instance: Omit<MachineFacts, 'id'> | null
  /** Its record of the application it asks for. */
  node: { version: string; group_id: string | null; last_check_for_updates: Date } | null
}

export type Registration =
  | { kind: 'refused' }
  | {
      kind: 'registered'
      writesMachine: boolean
      writesNode: boolean
      /**
       * False for a machine that is known, but not with this application in the last day: when such a one
       * brings nothing new, Nebraska decides its check without its record, and can't note a grant.
       */
      isRecognised: boolean
    }

/** A check-in within this time of the one before is not written, unless it brings something new. */
const REPEATED_MS = 5 * MINUTE_MS

const ID_LENGTH = 50
const VERSION_LENGTH = 255
const FACT_LENGTH = 256

/** What of a check-in is to be written. What the machine left empty stays as it is known. */
export function decideRegistration(
  { instance, node }: KnownMachine,
  machine: MachineFacts,
  { group_id, version }: { group_id: string; version: string },
  now: Date,
): Registration {
  if (!isVersion(version) || version.length > VERSION_LENGTH) return { kind: 'refused' }
  const facts = [machine.alias, machine.oem, machine.aleph_version]
  if (machine.id === '' || letters(machine.id) > ID_LENGTH) return { kind: 'refused' }
  if (facts.some((fact) => letters(fact) > FACT_LENGTH)) return { kind: 'refused' }

  const silentMs = node === null ? Infinity : now.getTime() - node.last_check_for_updates.getTime()
  const writesMachine = instance === null || bringsNews(instance, machine)
  const writesNode = silentMs > REPEATED_MS || node?.version !== version || node.group_id !== group_id
  return { kind: 'registered', writesMachine, writesNode, isRecognised: writesMachine || silentMs < DAY_MS }
}

const bringsNews = (known: Omit<MachineFacts, 'id'>, machine: MachineFacts) =>
  known.ip !== machine.ip ||
  (['alias', 'oem', 'aleph_version'] as const).some(
    (fact) => machine[fact] !== '' && machine[fact] !== known[fact],
  )

/** As PostgreSQL counts the length of text. */
const letters = (text: string) => Array.from(text).length
