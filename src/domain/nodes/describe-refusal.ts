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
export function describeRefusal({
  cause,
  track,
  suggested_track: meant,
}: RefusedCheckIn): RefusalDescription {
  if (cause === 'unknown-track') {
    return {
      cause: meant === null ? 'No group has this track.' : `No group has this track, but one has “${meant}”.`,
      nextStep:
        meant === null
          ? 'Correct the track on the machine, or add a group with it.'
          : 'Correct the track on the machine: without quotation marks, in the letter case of the group.',
      line: `GROUP=${meant ?? track}`,
    }
  }
  return DESCRIPTIONS[cause]
}

const DESCRIPTIONS: Record<Exclude<RefusalCause, 'unknown-track'>, RefusalDescription> = {
  malformed: {
    cause: 'The request is not well-formed Omaha XML.',
    nextStep: 'Look at what sends it: it may be no update agent, or a proxy may change the request.',
    line: null,
  },
  'quoted-value': {
    cause: 'A value has quotation marks, which end the attribute too early.',
    nextStep: 'Write the value without quotation marks.',
    line: 'MACHINE_ALIAS=rack 7',
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
