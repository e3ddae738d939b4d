import type { RefusalCause } from '#contract/refused-check-in.ts'
import { isVersion } from '#contract/version-order.ts'
import type { KnownGroup } from './refusal-queries.ts'
import type { Refusal } from './refusal.ts'

export interface Diagnosis {
  cause: RefusalCause
  suggested_track: string | null
}

const MAX_ID = 50

const cause = (name: RefusalCause, suggested_track: string | null = null): Diagnosis => ({
  cause: name,
  suggested_track,
})

/** Why a check-in is refused, by the groups that there are now. */
export function diagnoseRefusal(refusal: Refusal, groups: readonly KnownGroup[]): Diagnosis {
  if (refusal.kind === 'malformed') return cause(hasQuotedValue(refusal.sent) ? 'quoted-value' : 'malformed')
  if (refusal.kind === 'not-registered') return cause(registrationCause(refusal))
  const application = unbraced(refusal.application)
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

function registrationCause({ version, instance_id }: Refusal): RefusalCause {
  if (!isVersion(version)) return 'invalid-version'
  if (instance_id === '' || Array.from(instance_id).length > MAX_ID) return 'invalid-id'
  return instance_id === '.' || instance_id === '..' ? 'invalid-id' : 'too-long'
}

/** A value in quotation marks within those of the attribute: `machinealias=""rack 7""`. */
const hasQuotedValue = (sent: string) => /=\s*(""|'')[^\s"'<>/]/.test(sent)

const unbraced = (id: string) =>
  id
    .trim()
    .replace(/^\{(.+)\}$/s, '$1')
    .trim()
    .toLowerCase()

const plain = (track: string) => track.replaceAll(/["'\s]/g, '').toLowerCase()
