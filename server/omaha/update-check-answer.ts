import { PACKAGE_TYPE } from '#contract/package.ts'
import type { ChannelStep } from '#server/updates/node-state-queries.ts'
import type { InstallablePackage } from './package-queries.ts'
import type { Manifest, ManifestAction, ManifestPackage, UpdateCheckAnswer } from './write-omaha-response.ts'

/** A package on the way to the target, the last of which is the target. */
export interface InstallableStep {
  step: ChannelStep
  details: InstallablePackage
}

export const NO_UPDATE: UpdateCheckAnswer = { status: 'noupdate', urls: [], manifests: [] }
export const FAILED_CHECK: UpdateCheckAnswer = { status: 'error-internal', urls: [], manifests: [] }

/** One package for a node. */
export function answerNode({ details }: InstallableStep): UpdateCheckAnswer {
  if (lacksAction(details)) return FAILED_CHECK
  const manifest = { ...manifestOf(details), floor_reason: null, is_target: false }
  return { status: 'ok', urls: [details.url], manifests: [manifest] }
}

/**
 * Every package for a syncer, floors and target marked. One that can't read several manifests would skip the
 * floors, so it gets nothing as long as there are any.
 */
export function answerSyncer(
  steps: readonly InstallableStep[],
  { readsManyManifests }: { readsManyManifests: boolean },
): UpdateCheckAnswer {
  const target = steps.at(-1)
  if (!target || (!readsManyManifests && steps.some(({ step }) => step.floor))) return NO_UPDATE
  const broken = steps.findIndex(({ details }) => lacksAction(details))
  const told = broken < 0 ? steps : steps.slice(0, broken + 1)
  return {
    status: broken < 0 ? 'ok' : 'error-internal',
    urls: [target.details.url],
    manifests: told.map(({ step, details }) => ({
      ...manifestOf(details),
      floor_reason: step.floor ? (step.floor.reason ?? 'Required intermediate version') : null,
      is_target: step === target.step,
    })),
  }
}

/** Flatcar's updater can't apply a package without its action. */
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

/** Sizes are stored as operators wrote them; what is no unsigned 64-bit number is told as 0. */
function sizeOf(text: string | null): bigint {
  const size = /^\d+$/.test(text ?? '') ? BigInt(text ?? 0) : 0n
  return BigInt.asUintN(64, size) === size ? size : 0n
}
