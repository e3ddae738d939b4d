import { createHash } from 'node:crypto'
import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { DURATIONS } from '#contract/duration.ts'
import { INSTANCE_SORT, SORT_ORDER } from '#contract/instance.ts'
import { STABLE_GROUP_ID } from './fleet-rule.ts'

export interface Read {
  name: string
  path: string
  /** Only our server has it. */
  isOurs?: boolean
  /** Read while the group has a limit of updates. */
  isLimited?: boolean
  /** Milliseconds to stay within on PostgreSQL, also for the first answer of a timeline; null for none. */
  target: number | null
}

export interface ReadTimes {
  first: number
  /** Of the next five. */
  median: number
}

const TIMELINE_MS = 50
const OTHER_MS = 20
const PATTERNS_MS = 300
/** What a node's page reads. */
const NODE_MS = 100
const REPEATS = 5

const application = `/api/apps/${FLATCAR_APPLICATION_ID}`
const group = `${application}/groups/${STABLE_GROUP_ID}`
const list = (query: Record<string, string> = {}) => {
  const order = { sortFilter: String(INSTANCE_SORT.lastCheck), sortOrder: String(SORT_ORDER.descending) }
  const all = { status: '0', page: '1', perpage: '50', duration: '1d', ...order, ...query }
  return `${group}/instances?${new URLSearchParams(all).toString()}`
}

/** A node below the target. */
const NODE = `/platte/nodes/${createHash('md5').update('n20').digest('hex')}`
const NODE_READS = [
  ['node', NODE],
  ['node, why', `${NODE}/why?application=${FLATCAR_APPLICATION_ID}`],
  ['node, history', `${NODE}/history?application=${FLATCAR_APPLICATION_ID}&limit=200`],
  ['group, why', `/platte/groups/${STABLE_GROUP_ID}/why`],
  ['failing nodes', '/platte/failing-nodes'],
] as const

/** The requests of a dashboard for one group; `lastPage` is the one in the middle of its list that takes longest. */
export function readsOf(nodes: number): Read[] {
  const middle = Math.max(1, Math.floor(nodes / 100))
  const lists: [name: string, query: Record<string, string>][] = [
    ['newest check first', {}],
    [`page ${middle}`, { page: String(middle) }],
    ['part of an id', { searchFilter: 'id', searchValue: 'abcd' }],
    ['any field', { searchFilter: 'All', searchValue: 'node-99' }],
    ['by version', { version: '4081.2.0' }],
    ['in error', { status: '3' }],
  ]
  return [
    ...DURATIONS.flatMap((duration) => [
      read(`version_timeline ${duration}`, `${group}/version_timeline?duration=${duration}`, TIMELINE_MS),
      read(`status_timeline ${duration}`, `${group}/status_timeline?duration=${duration}`, TIMELINE_MS),
      read(`instances_stats ${duration}`, `${group}/instances_stats?duration=${duration}`, OTHER_MS),
    ]),
    read('version_breakdown', `${group}/version_breakdown`, OTHER_MS),
    ...lists.map(([name, query]) => read(`instances, ${name}`, list(query), OTHER_MS)),
    read('applications', '/api/apps?page=1&perpage=100', null),
    read('groups', `${application}/groups?page=1&perpage=100`, null),
    ...NODE_READS.map(([name, path]) => ({ ...read(name, path, NODE_MS), isOurs: true })),
    {
      ...read('limited group, why', `/platte/groups/${STABLE_GROUP_ID}/why`, NODE_MS),
      isOurs: true,
      isLimited: true,
    },
    ...insightReads().map((one) => ({ ...one, isOurs: true })),
  ]
}

/** What ran when, error codes, and what 2,000 failed updates have in common. */
const insightReads = (): Read[] => [
  read('version_timeline 30d, 120 points', `${group}/version_timeline?duration=30d&points=120`, TIMELINE_MS),
  read('fleet version-timeline 30d', '/platte/version-timeline?duration=30d&points=120', TIMELINE_MS),
  read('instances with error codes', list({ errors: '1' }), OTHER_MS),
  read('instances, one error code', list({ errors: '1', error_code: '9' }), PATTERNS_MS),
  read('error-codes', '/platte/error-codes', PATTERNS_MS),
  read(
    'failure-patterns',
    `/platte/failure-patterns?application=${FLATCAR_APPLICATION_ID}&group=${STABLE_GROUP_ID}`,
    PATTERNS_MS,
  ),
]

const read = (name: string, path: string, target: number | null): Read => ({ name, path, target })

/** One request at a time. Throws when one is refused. */
export async function timeRead(server: string, { path }: Read): Promise<ReadTimes> {
  const times: number[] = []
  for (let round = 0; round <= REPEATS; round++) {
    const from = performance.now()
    const response = await fetch(server + path)
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`${path} is answered with ${response.status}`)
    times.push(performance.now() - from)
  }
  const [first = 0, ...rest] = times
  return { first, median: rest.toSorted((one, other) => one - other)[Math.floor(REPEATS / 2)] ?? 0 }
}
