import { PACKAGE_TYPE } from '#contract/package.ts'
import type { ChannelStep } from '#server/updates/node-state.ts'
import type { InstallablePackage } from './package-queries.ts'
import type {
  Manifest,
  ManifestAction,
  ManifestPackage,
  UpdateCheckResponse,
} from './write-omaha-response.ts'

/** One of the packages to install, in order; the last is the target. */
export interface InstallableStep {
  step: ChannelStep
  details: InstallablePackage
}

export const NO_UPDATE: UpdateCheckResponse = { status: 'noupdate', urls: [], manifests: [] }
export const FAILED_CHECK: UpdateCheckResponse = { status: 'error-internal', urls: [], manifests: [] }

/** A node gets one package at a time. */
export function nodeResponse({ details }: InstallableStep): UpdateCheckResponse {
  if (lacksAction(details)) return FAILED_CHECK
  const manifest = { ...manifestOf(details), floor_reason: null, is_target: false }
  return { status: 'ok', urls: [details.url], manifests: [manifest] }
}

/**
 * A syncer gets every package at once, with floors and target marked. One that doesn't accept several manifests would
 * skip the floors, so it gets no update while the channel has any.
 */
export function syncerResponse(
  steps: readonly InstallableStep[],
  { acceptsManyManifests }: { acceptsManyManifests: boolean },
): UpdateCheckResponse {
  const target = steps.at(-1)
  if (!target || (!acceptsManyManifests && steps.some(({ step }) => step.floor))) return NO_UPDATE
  const broken = steps.findIndex(({ details }) => lacksAction(details))
  const complete = broken < 0 ? steps : steps.slice(0, broken + 1)
  return {
    status: broken < 0 ? 'ok' : 'error-internal',
    urls: [target.details.url],
    manifests: complete.map(({ step, details }) => ({
      ...manifestOf(details),
      floor_reason: step.floor ? (step.floor.reason ?? 'Required intermediate version') : null,
      is_target: step === target.step,
    })),
  }
}

/** Flatcar's updater can't install a package without its action. */
const lacksAction = ({ type, flatcar_action }: InstallablePackage) =>
  type === PACKAGE_TYPE.flatcar && flatcar_action === null

const manifestOf = (details: InstallablePackage): Pick<Manifest, 'version' | 'packages' | 'action'> => ({
  version: details.version,
  packages: [
    {
      name: details.filename ?? '',
      hash: details.hash ?? '',
      hash_sha256: '',
      size: sizeOf(details.size),
      required: true,
    },
    ...details.files.map(extraFileOf),
  ],
  action: details.type === PACKAGE_TYPE.flatcar ? actionOf(details.flatcar_action) : null,
})

const extraFileOf = ({
  name,
  size,
  hash,
  hash256,
}: InstallablePackage['files'][number]): ManifestPackage => ({
  name: name ?? '',
  hash: hash ?? '',
  hash_sha256: hash === null ? '' : (hash256 ?? ''),
  size: sizeOf(size),
  required: false,
})

const actionOf = (action: InstallablePackage['flatcar_action']): ManifestAction | null =>
  action && {
    event: action.event,
    attributes: {
      DisplayVersion: action.chromeos_version,
      sha256: action.sha256,
      needsadmin: action.needs_admin,
      IsDeltaPayload: action.is_delta,
      DisablePayloadBackoff: action.disable_payload_backoff,
      MetadataSignatureRsa: action.metadata_signature_rsa,
      MetadataSize: action.metadata_size,
      deadline: action.deadline,
    },
  }

/** Sizes are stored as operators entered them; one that is no unsigned 64-bit number becomes 0. */
function sizeOf(text: string | null): bigint {
  const size = /^\d+$/.test(text ?? '') ? BigInt(text ?? 0) : 0n
  return BigInt.asUintN(64, size) === size ? size : 0n
}
