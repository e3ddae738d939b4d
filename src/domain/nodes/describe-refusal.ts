import type { RefusalCause, RefusedCheckIn } from '#contract/refused-check-in.ts'

export interface RefusalDescription {
  /** The likely cause, a sentence. */
  cause: string
  /** What to do about it. */
  nextStep: string
  /** The line of the machine's `update.conf` to look at; null where none is at fault. */
  line: string | null
}

/** Why a check-in was refused, in words. */
export function describeRefusal(refused: RefusedCheckIn): RefusalDescription {
  const { cause, sent } = refused
  if (cause === 'unknown-track') return describeUnknownTrack(refused)
  if (cause === 'quoted-value') return describeQuotedValue(sent)
  return DESCRIPTIONS[cause]
}

function describeUnknownTrack({ track, suggested_track: meant }: RefusedCheckIn): RefusalDescription {
  const quoted = QUOTED.exec(track.trim())
  if (quoted !== null) {
    const plain = meant ?? quoted[2] ?? ''
    return {
      cause:
        meant === null
          ? 'The track was sent with quotation marks. No group has it without them either.'
          : `The track was sent with quotation marks; a group has “${meant}” without them.`,
      nextStep: `Remove the quotation marks on the machine${meant === null ? ', and add a group with this track or correct it' : ''}.`,
      line: `GROUP=${plain}`,
    }
  }
  return {
    cause: meant === null ? 'No group has this track.' : `No group has this track, but one has “${meant}”.`,
    nextStep:
      meant === null
        ? 'Correct the track on the machine, or add a group with it.'
        : 'Write the track on the machine exactly as the group has it.',
    line: `GROUP=${meant ?? track}`,
  }
}

const QUOTED = /^(["'])(.*)\1$/

/** What sets the attributes of a check-in in `update.conf`. */
const SETTINGS = [
  { attribute: 'machinealias', name: 'alias', setting: 'MACHINE_ALIAS' },
  { attribute: 'track', name: 'track', setting: 'GROUP' },
]

function describeQuotedValue(sent: string): RefusalDescription {
  const found = SETTINGS.find(({ attribute }) => sentAttribute(sent, attribute)?.isQuoted)
  const value = found && sentAttribute(sent, found.attribute)?.value
  return {
    cause: `${found ? `The ${found.name}` : 'A value'} has quotation marks, which end the attribute too early.`,
    nextStep: `Write ${found ? 'it' : 'the value'} without quotation marks.`,
    line: found ? `${found.setting}=${value}` : null,
  }
}

/** The id and the alias of a refused machine, also of a request that was not parsed; empty where it sent none. */
export const refusedMachine = ({ instance_id, alias, sent }: RefusedCheckIn) => ({
  id: instance_id || (sentAttribute(sent, 'machineid')?.value ?? ''),
  alias: alias || (sentAttribute(sent, 'machinealias')?.value ?? ''),
})

/** An attribute in text that is not well-formed; quoted where its value has quotation marks of its own. */
function sentAttribute(sent: string, name: string): { value: string; isQuoted: boolean } | null {
  const found = new RegExp(`\\b${name}=\\s*(?:(["'])\\1(?=[^\\s"'<>/])|["'])([^"'<>]*)`, 'i').exec(sent)
  return found && { value: (found[2] ?? '').trim(), isQuoted: found[1] !== undefined }
}

const DESCRIPTIONS: Record<Exclude<RefusalCause, 'unknown-track' | 'quoted-value'>, RefusalDescription> = {
  malformed: {
    cause: 'The request is not well-formed Omaha XML.',
    nextStep: 'Look at what sends it: it may not be an update agent, or a proxy may change the request.',
    line: null,
  },
  'unknown-application': {
    cause: 'This server has no such application.',
    nextStep: 'Add the application with this ID or product ID, or point the machine to its own server.',
    line: 'SERVER=',
  },
  'other-arch': {
    cause: 'Groups have this track, but their channels are for another arch.',
    nextStep: 'Add a group with this track whose channel is for the arch of the machine.',
    line: null,
  },
  'unknown-arch': {
    cause: 'The machine reports a board or an arch that Flatcar does not have.',
    nextStep: 'Check FLATCAR_RELEASE_BOARD in /usr/share/flatcar/release on the machine.',
    line: null,
  },
  'no-channel': {
    cause: 'The group of this track follows no channel.',
    nextStep: 'Give the group a channel.',
    line: null,
  },
  'invalid-version': {
    cause: 'The version is not strictly SemVer, such as 4230.2.4.',
    nextStep: 'Check FLATCAR_RELEASE_VERSION in /usr/share/flatcar/release on the machine.',
    line: null,
  },
  'invalid-id': {
    cause: 'The machine’s ID is empty, too long, or can’t be in a URL.',
    nextStep: 'Check /etc/machine-id on the machine.',
    line: null,
  },
  'too-long': {
    cause: 'The alias, the OEM or the first-installed version has more than 256 characters.',
    nextStep: 'Shorten it.',
    line: 'MACHINE_ALIAS=',
  },
  'accepted-now': {
    cause: 'The group was missing when the machine checked in; it is there now.',
    nextStep: 'The next check-in is accepted.',
    line: null,
  },
}
