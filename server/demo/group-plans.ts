import { DAY_MS, HOUR_MS } from '#contract/time-units.ts'
import { freezeSteps } from './freeze-plan.ts'
import type { GroupPlan, GroupPolicy } from './group-plan.ts'

const BEGINNING = Number.NEGATIVE_INFINITY
/** When the simulated operators raised the pace of rollouts, so that there is something to watch. */
const FASTER_PACE = -14 * HOUR_MS

const FASTER = { actor: 'demo-operator', reason: 'Simulated: something to watch' }

const [AMD64, ARM64] = [1, 2] as const

const policy = (limit: number, period: string, overrides: Partial<GroupPolicy> = {}): GroupPolicy => ({
  policy_updates_enabled: true,
  policy_safe_mode: false,
  policy_office_hours: false,
  policy_timezone: 'Europe/Berlin',
  policy_period_interval: period,
  policy_max_updates_per_period: limit,
  policy_update_timeout: '60 minutes',
  ...overrides,
})

const flatcar = { application: 'flatcar', floors: [], rebootsHeldFrom: null } as const
const agent = {
  application: 'agent',
  oldestImage: '',
  arch: AMD64,
  floors: [],
  rebootsHeldFrom: null,
} as const

const stable = {
  ...flatcar,
  track: 'stable',
  oldestImage: '4081.2.1',
  // Nodes that were off for weeks have to install it first.
  floors: [{ version: '4230.2.4', reason: 'Simulated: prepares the disk for 4459' }],
}
const beta = { ...flatcar, track: 'beta', oldestImage: '4152.1.0' }
const stableReleases = [
  { from: BEGINNING, version: '4230.2.2' },
  { from: -29 * DAY_MS, version: '4230.2.3' },
  { from: -13 * DAY_MS, version: '4230.2.4' },
]
const betaReleases = [
  { from: BEGINNING, version: '4426.1.0' },
  { from: -24 * DAY_MS, version: '4426.1.1' },
  { from: -17 * DAY_MS, version: '4459.1.0' },
  { from: -6 * DAY_MS, version: '4459.1.1' },
]

// A release line goes from alpha, where its second number is 0, to beta (1) and stable (2), so each has run what the next gets.
const alpha = { ...flatcar, track: 'alpha', oldestImage: '4186.0.0' }
const alphaReleases = [
  { from: BEGINNING, version: '4459.0.0' },
  { from: -26 * DAY_MS, version: '4487.0.0' },
  { from: -20 * DAY_MS, version: '4487.0.1' },
  { from: -11 * DAY_MS, version: '4515.0.0' },
]
const edge = {
  ...flatcar,
  track: 'edge',
  oldestImage: '4186.99.0',
  releases: [
    { from: BEGINNING, version: '4459.99.0' },
    { from: -22 * DAY_MS, version: '4487.99.0' },
    { from: -8 * DAY_MS, version: '4515.99.0' },
  ],
  policies: [{ from: BEGINNING, policy: policy(2, '1 minutes') }],
}

const production = policy(5, '15 minutes', { policy_office_hours: true })

/** Every group of the demo and its history. */
export const GROUP_PLANS: readonly GroupPlan[] = [
  {
    ...stable,
    key: 'stable-amd64',
    arch: AMD64,
    nodes: 960,
    // Rolling out: takes most of a day.
    releases: [...stableReleases, { from: -3 * HOUR_MS, version: '4459.2.0' }],
    policies: [
      { from: BEGINNING, policy: policy(10, '1 hours') },
      ...freezeSteps(policy(10, '1 hours')),
      { from: FASTER_PACE, policy: policy(10, '2 minutes'), change: FASTER },
    ],
  },
  {
    ...stable,
    key: 'stable-arm64',
    arch: ARM64,
    nodes: 280,
    // Up to date: it can get what beta has run for a day.
    releases: [...stableReleases, { from: -31 * HOUR_MS, version: '4459.2.0' }],
    policies: [
      { from: BEGINNING, policy: policy(6, '1 hours') },
      ...freezeSteps(policy(6, '1 hours')),
      { from: FASTER_PACE, policy: policy(6, '2 minutes'), change: FASTER },
    ],
  },
  {
    ...beta,
    key: 'beta-amd64',
    arch: AMD64,
    nodes: 260,
    // Rolling out.
    releases: [...betaReleases, { from: -2.5 * HOUR_MS, version: '4487.1.0' }],
    policies: [
      { from: BEGINNING, policy: policy(4, '30 minutes') },
      { from: FASTER_PACE, policy: policy(4, '2 minutes'), change: FASTER },
    ],
  },
  {
    ...beta,
    key: 'beta-arm64',
    arch: ARM64,
    nodes: 130,
    // Up to date for long enough to promote its version to stable.
    releases: [...betaReleases, { from: -60 * HOUR_MS, version: '4487.1.0' }],
    policies: [{ from: BEGINNING, policy: policy(3, '10 minutes') }],
  },
  {
    ...alpha,
    key: 'alpha-amd64',
    arch: AMD64,
    nodes: 150,
    releases: [...alphaReleases, { from: -36 * HOUR_MS, version: '4515.0.1' }],
    policies: [
      { from: BEGINNING, policy: policy(4, '10 minutes') },
      { from: FASTER_PACE, policy: policy(4, '2 minutes'), change: FASTER },
    ],
  },
  {
    ...alpha,
    key: 'alpha-arm64',
    arch: ARM64,
    nodes: 80,
    // Held by safe mode: updates time out because the nodes cannot reboot.
    releases: [...alphaReleases, { from: -22 * HOUR_MS, version: '4515.0.1' }],
    rebootsHeldFrom: -21 * HOUR_MS,
    policies: [
      {
        from: BEGINNING,
        policy: policy(3, '10 minutes', { policy_safe_mode: true, policy_update_timeout: '30 minutes' }),
      },
    ],
  },
  { ...edge, key: 'edge-amd64', arch: AMD64, nodes: 80 },
  { ...edge, key: 'edge-arm64', arch: ARM64, nodes: 60 },
  {
    ...agent,
    key: 'agent-canary',
    track: 'canary',
    nodes: 40,
    releases: [
      { from: BEGINNING, version: '1.8.0' },
      { from: -21 * DAY_MS, version: '1.8.1' },
      { from: -9 * DAY_MS, version: '1.9.0' },
      { from: -2 * DAY_MS, version: '1.10.0' },
      { from: -16 * HOUR_MS, version: '1.11.0' },
    ],
    policies: [{ from: BEGINNING, policy: policy(3, '2 minutes') }],
  },
  {
    ...agent,
    key: 'agent-early',
    track: 'early',
    nodes: 60,
    // Paused by an operator half-way.
    releases: [
      { from: BEGINNING, version: '1.8.0' },
      { from: -20 * DAY_MS, version: '1.8.1' },
      { from: -8 * DAY_MS, version: '1.9.0' },
      { from: -32 * HOUR_MS, version: '1.10.0' },
      { from: -15 * HOUR_MS, version: '1.11.0' },
    ],
    policies: [
      { from: BEGINNING, policy: policy(4, '10 minutes') },
      {
        from: FASTER_PACE,
        policy: policy(4, '10 minutes', { policy_updates_enabled: false }),
        change: { actor: 'demo-on-call', reason: 'Simulated: one site reports no metrics' },
      },
    ],
  },
  {
    ...agent,
    key: 'agent-production',
    track: 'production',
    nodes: 200,
    releases: [
      { from: BEGINNING, version: '1.8.0' },
      { from: -18 * DAY_MS, version: '1.8.1' },
      { from: -6.5 * DAY_MS, version: '1.9.0' },
      { from: -20 * HOUR_MS, version: '1.10.0' },
    ],
    policies: [{ from: BEGINNING, policy: production }, ...freezeSteps(production)],
  },
]
