import type { RefusalCause } from '#contract/refused-check-in.ts'
import { withoutBraces } from '#server/application-scope/without-braces.ts'
import { registrationFault } from '#server/nodes/decide-registration.ts'
import type { KnownGroup } from './refusal-queries.ts'
import type { Refusal } from './refusal.ts'

export interface Diagnosis {
  cause: RefusalCause
  suggested_track: string | null
}

const cause = (name: RefusalCause, suggested_track: string | null = null): Diagnosis => ({
  cause: name,
  suggested_track,
})

/** Why a check-in is refused, by the groups that there are now. */
export function diagnoseRefusal(refusal: Refusal, groups: readonly KnownGroup[]): Diagnosis {
  if (refusal.kind === 'malformed') return cause(hasQuotedValue(refusal.sent) ? 'quoted-value' : 'malformed')
  if (refusal.kind === 'not-registered')
    return cause(registrationFault(refusal.instance_id, refusal.version) ?? 'too-long')
  const application = withoutBraces(refusal.application).toLowerCase()
  const ofApplication = groups.filter(
    ({ application_id, product_id }) =>
      application_id === application || product_id?.toLowerCase() === application,
  )
  if (ofApplication.length === 0) return cause('unknown-application')
  if (refusal.arch === null) return cause('unknown-arch')
  const track = refusal.track.trim()
  const ofTrack = ofApplication.filter((group) => group.track === track && track !== '')
  if (ofTrack.length === 0) {
    const meant = ofApplication.find((group) => group.track !== '' && plain(group.track) === plain(track))
    return cause('unknown-track', meant?.track ?? null)
  }
  const withChannel = ofTrack.filter(({ arch }) => arch !== null)
  if (withChannel.length === 0) return cause('no-channel')
  return cause(withChannel.some(({ arch }) => arch === refusal.arch) ? 'accepted-now' : 'other-arch')
}

/** A value in quotation marks within those of the attribute: `machinealias=""rack 7""`. */
const hasQuotedValue = (sent: string) => /=\s*(""|'')[^\s"'<>/]/.test(sent)

const plain = (track: string) => track.replaceAll(/["'\s]/g, '').toLowerCase()
