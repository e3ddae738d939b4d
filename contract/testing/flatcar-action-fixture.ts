import type { Package } from '#contract/package.ts'

type FlatcarAction = NonNullable<Package['flatcar_action']>

/** The action of a Flatcar package with the values that it is created with. */
export const flatcarAction = (over: Partial<FlatcarAction> = {}): FlatcarAction => ({
  id: '00000000-0000-4000-8000-000000000003',
  event: 'postinstall',
  chromeos_version: '',
  sha256: '',
  needs_admin: false,
  is_delta: false,
  disable_payload_backoff: true,
  metadata_signature_rsa: '',
  metadata_size: '',
  deadline: '',
  created_ts: '2026-01-01T00:00:00Z',
  ...over,
})
