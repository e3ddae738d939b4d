import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import type { Arch } from '#contract/arch.ts'
import { PACKAGE_TYPE } from '#contract/package.ts'

// Deployed nodes send the ids of these groups as their track, so the ids are the same on every server.

const AMD64 = 1
const ARM64 = 2

function flatcarPackage(id: string, version: string, size: string, hash: string, created: string) {
  return {
    id,
    application_id: FLATCAR_APPLICATION_ID,
    arch: AMD64,
    type: PACKAGE_TYPE.flatcar,
    version,
    url: `https://update.release.flatcar-linux.net/amd64-usr/${version}/`,
    filename: 'flatcar_production_update.gz',
    description: `Flatcar Container Linux ${version}`,
    size,
    hash,
    created_ts: new Date(created),
  } as const
}

const ALPHA = '0c2635c7-4ef8-4e4b-b768-6292508f9700'
const BETA = 'cbc1ca68-f739-43de-91bc-542aec9eeac5'
const STABLE = '84b4c599-9b6b-44a8-b13c-d4263fff0403'
const EDGE = 'b6cd0aa9-6d5c-4818-ae0e-10c07aca4c3a'

export const PACKAGES = [
  flatcarPackage(STABLE, '2191.5.0', '465881871', 'r3nufcxgMTZaxYEqL+x2zIoeClk=', '2019-09-05T10:41:09.265Z'),
  flatcarPackage(BETA, '2247.2.0', '467048659', 'Oa9u83Dxc+kbZnu6wEaxzocVvJo=', '2019-09-13T13:39:32.794Z'),
  flatcarPackage(ALPHA, '2261.0.0', '467500954', 'GTNbHomjMXq/x2OU3B9vMtaBYXw=', '2019-09-13T13:52:45.275Z'),
  flatcarPackage(EDGE, '2247.99.0', '486809098', 'tGBe5k1+n/9Xw2oRdw58JNUrzEk=', '2019-09-05T11:25:35.210Z'),
]

const action = (id: string, package_id: string, sha256: string) => ({
  id,
  package_id,
  sha256,
  created_ts: new Date('2019-08-20T00:12:37.532Z'),
})

export const ACTIONS = [
  action('1f6e1bcf-4ebb-4fe6-8ca3-2cb6ad90d5dd', STABLE, 'LIkAKVZY2EJFiwTmltiJZLFLA5xT/FodbjVgqkyF/y8='),
  action('021b5853-26fb-4833-b5d9-a9fa040841a9', BETA, 'Zs9u/PomrPzR6JuixoajzZY6rPn1lOXpFUONrvwuaw0='),
  action('86703e7d-4fa8-4359-8e6a-8c68bb1eaacb', ALPHA, '2T/RPs3fe46Ogt3obgb3jsSfNLp1b94erg16ejudymg='),
  action('96d04b09-609f-4f42-8aa5-c4f6609db416', EDGE, 'sql8QQ4UEN8N6niHlCHtNLo8IYnncpoF2pNnrzZ5Lcc='),
]

const channel = (id: string, name: string, arch: Arch, color: string, package_id: string | null = null) => ({
  id,
  application_id: FLATCAR_APPLICATION_ID,
  name,
  arch,
  color,
  package_id,
  created_ts: new Date('2015-09-19T05:09:34.261Z'),
})

/** In the order in which a fresh Nebraska lists those of the same name. */
export const CHANNELS = [
  channel('def12ce0-3ba4-4649-b290-8843f3b455eb', 'alpha', ARM64, '#1fa2bb'),
  channel('a87a03ad-4984-47a1-8dc4-3507bae91ee1', 'alpha', AMD64, '#1fbb86', ALPHA),
  channel('128b8c29-5058-4643-8e67-a1a0e3c641c9', 'beta', AMD64, '#fc7f33', BETA),
  channel('cf20698b-1f19-43d6-b6f6-d15c796cb217', 'beta', ARM64, '#fce433'),
  channel('30b6ffa6-e6dc-4a01-bea6-9ce7f1a5bb34', 'edge', ARM64, '#f4ab3b'),
  channel('72834a2b-ad86-4d6d-b498-e08a19ebe54e', 'edge', AMD64, '#f44e3b', EDGE),
  channel('5dfe7b12-c94a-470d-a2b6-2eae78c5c9f5', 'stable', ARM64, '#1458d6'),
  channel('e06064ad-4414-4904-9a6e-fd465593d1b2', 'stable', AMD64, '#14b9d6', STABLE),
]

const DESCRIPTIONS = {
  alpha: 'Tracks current development work and is released frequently',
  beta: 'Promoted alpha releases, to catch bugs specific to your configuration',
  edge: 'Experimental features and patches',
  stable: 'For production clusters',
}

const CREATED = {
  alpha: new Date('2015-09-19T05:09:34.274Z'),
  beta: new Date('2015-09-19T05:09:34.273Z'),
  edge: new Date('2018-04-10T10:25:39.677Z'),
  stable: new Date('2015-09-19T05:09:34.269Z'),
}

function group(id: string, track: keyof typeof DESCRIPTIONS, arch: 'AMD64' | 'ARM', channel_id: string) {
  return {
    id,
    application_id: FLATCAR_APPLICATION_ID,
    channel_id,
    name: `${track.charAt(0).toUpperCase()}${track.slice(1)} (${arch})`,
    description: `${DESCRIPTIONS[track]} (${arch})`,
    track,
    policy_updates_enabled: true,
    policy_safe_mode: false,
    policy_office_hours: false,
    policy_timezone: 'Europe/Berlin',
    policy_period_interval: '1 minutes',
    policy_max_updates_per_period: 999_999,
    policy_update_timeout: '60 minutes',
    created_ts: CREATED[track],
  }
}

/** In the order opposite to that in which a fresh Nebraska lists those of the same age. */
export const GROUPS = [
  group('11a585f6-9418-4df0-8863-78b2fd3240f8', 'stable', 'ARM', '5dfe7b12-c94a-470d-a2b6-2eae78c5c9f5'),
  group('9a2deb70-37be-4026-853f-bfdd6b347bbe', 'stable', 'AMD64', 'e06064ad-4414-4904-9a6e-fd465593d1b2'),
  group('3fe10490-dd73-4b49-b72a-28ac19acfcdc', 'beta', 'AMD64', '128b8c29-5058-4643-8e67-a1a0e3c641c9'),
  group('d112ec01-ba34-4a9e-9d4b-9814a685f266', 'beta', 'ARM', 'cf20698b-1f19-43d6-b6f6-d15c796cb217'),
  group('e641708d-fb48-4260-8bdf-ba2074a1147a', 'alpha', 'ARM', 'def12ce0-3ba4-4649-b290-8843f3b455eb'),
  group('5b810680-e36a-4879-b98a-4f989e80b899', 'alpha', 'AMD64', 'a87a03ad-4984-47a1-8dc4-3507bae91ee1'),
  group('72834a2b-ad86-4d6d-b498-e08a19ebe54e', 'edge', 'AMD64', '72834a2b-ad86-4d6d-b498-e08a19ebe54e'),
  group('b4b2fa22-c1ea-498c-a8ac-c1dc0b1d7c17', 'edge', 'ARM', '30b6ffa6-e6dc-4a01-bea6-9ce7f1a5bb34'),
]
