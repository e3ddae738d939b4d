import { ARCH_NAMES, type Arch } from '#contract/arch.ts'
import { STATUS_NAMES } from '#contract/instance-status.ts'
import { INSTANCE_SEARCH_FIELDS } from '#contract/instance.ts'
import {
  ANY_NODE,
  type CheckTime,
  isCheckTime,
  type NodeFilter,
  TARGET_SIDES,
} from '#src/domain/nodes/node-filter.ts'
import { oneOf } from '#src/lib/one-of.ts'

const ARCHES: readonly Arch[] = [0, 1, 2, 3]

/** Failures without a code. */
const NO_CODE = 'none'
const fromUrl = (code: string) => (code === NO_CODE ? '' : code)

/** Reads a filter from a URL; leaves out what it does not know. */
export function parseNodeFilter(params: URLSearchParams): NodeFilter {
  return {
    search: params.get('search') ?? '',
    searchField: oneOf(INSTANCE_SEARCH_FIELDS, params.get('in')) ?? ANY_NODE.searchField,
    applications: params.getAll('application'),
    groups: params.getAll('group'),
    arches: params.getAll('arch').flatMap((name) => ARCHES.filter((arch) => ARCH_NAMES[arch] === name)),
    versions: params.getAll('version'),
    statuses: params.getAll('status').flatMap((name) => oneOf(STATUS_NAMES, name) ?? []),
    errors: params
      .getAll('error')
      .filter((code) => code === NO_CODE || /^\d{1,10}$/.test(code))
      .map(fromUrl),
    side: oneOf(TARGET_SIDES, params.get('target')) ?? null,
    newer: checkTimeOf(params.get('newer')),
    older: checkTimeOf(params.get('older')),
  }
}

/** The query string of a filter; leaves out defaults. */
export function nodeFilterParams(filter: Partial<NodeFilter>): URLSearchParams {
  const all = { ...ANY_NODE, ...filter }
  const single: [string, string][] = [
    ['search', all.search],
    ['in', all.searchField === ANY_NODE.searchField ? '' : all.searchField],
    ['target', all.side ?? ''],
    ['newer', all.newer ?? ''],
    ['older', all.older ?? ''],
  ]
  const lists: [string, readonly string[]][] = [
    ['application', all.applications],
    ['group', all.groups],
    ['arch', all.arches.map((arch) => ARCH_NAMES[arch])],
    ['version', all.versions],
    ['status', all.statuses],
    ['error', all.errors.map((code) => code || NO_CODE)],
  ]
  return new URLSearchParams([
    ...single.filter(([, value]) => value !== ''),
    ...lists.flatMap(([name, values]) => values.map((value): [string, string] => [name, value])),
  ])
}

const checkTimeOf = (text: string | null): CheckTime | null =>
  text !== null && isCheckTime(text) ? text : null
