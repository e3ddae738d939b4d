import { archName } from '#src/domain/catalogue/arch-name.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import type { ReadNodePage } from '#src/features/nodes/reading/read-node-page.ts'
import type { NodeQueryPlan } from '#src/features/nodes/reading/node-query-plan.ts'
import type { NodeRow } from '#src/features/nodes/reading/node-row.ts'
import { failuresByGroup, type GroupFailure, messageOf } from '#src/features/nodes/reading/node-source.ts'
import { scanNodes } from '#src/features/nodes/reading/scan-nodes.ts'

export type ExportFormat = 'csv' | 'json'

export interface ReadNodes {
  rows: NodeRow[]
  failures: GroupFailure[]
}

/**
 * All nodes of a plan (made `whole`), each once, in its order.
 * @param onProgress entries looked at, and of how many
 */
export async function readAllNodes(
  plan: NodeQueryPlan,
  read: ReadNodePage,
  onProgress: (at: number, of: number) => void,
  signal: AbortSignal,
): Promise<ReadNodes> {
  const rows = new Map<string, NodeRow>()
  const failures: GroupFailure[] = []
  let [at, of] = [0, 0]
  await scanNodes(
    plan,
    read,
    {
      onTotal: (_, total) => (of += total),
      onPage: ({ matches, lookedAt }) => {
        for (const row of matches) rows.set(`${row.group.groupId} ${row.id}`, row)
        at += lookedAt
        onProgress(at, of)
      },
      onFailure: ({ group }, error) => failures.push({ group, message: messageOf(error) }),
    },
    signal,
  )
  signal.throwIfAborted()
  return { rows: [...rows.values()].toSorted(plan.compare), failures: failuresByGroup(failures) }
}

const HEADER = [
  'id',
  'alias',
  'application',
  'application_id',
  'group',
  'group_id',
  'arch',
  'version',
  'target_version',
  'status',
  'last_update_version',
  'last_check_for_updates',
  'ip',
] as const

type NodeRecord = Record<(typeof HEADER)[number], string | null>

function nodeRecord({
  id,
  alias,
  ip,
  version,
  status,
  updateVersion,
  checkedAt,
  group,
}: NodeRow): NodeRecord {
  return {
    id,
    alias,
    application: group.applicationName,
    application_id: group.applicationId,
    group: group.name,
    group_id: group.groupId,
    arch: group.arch === null ? null : archName(group.arch),
    version,
    target_version: group.target,
    status: describeNodeStatus(status).label,
    last_update_version: updateVersion,
    last_check_for_updates: new Date(checkedAt).toISOString(),
    ip,
  }
}

const ROWS_A_PART = 5000

/** The file in parts, so that no string grows too long. */
export async function nodesAsCsv(rows: readonly NodeRow[]): Promise<string[]> {
  const { toCsv } = await import('#src/lib/csv.ts')
  const cells = (row: NodeRow) => {
    const record = nodeRecord(row)
    return HEADER.map((name) => record[name])
  }
  const parts = [toCsv(HEADER, [])]
  for (let start = 0; start < rows.length; start += ROWS_A_PART) {
    parts.push(toCsv([], rows.slice(start, start + ROWS_A_PART).map(cells)))
  }
  return parts
}

interface ExportFacts {
  /** Of the explorer, with its filters. */
  url: string
  /** When reading began, in ms. */
  readAt: number
  failures: readonly GroupFailure[]
}

export function nodesAsJson(rows: readonly NodeRow[], { url, readAt, failures }: ExportFacts): string[] {
  const facts = {
    url,
    read_at: new Date(readAt).toISOString(),
    complete: failures.length === 0,
    missing_groups: failures.map(({ group, message }) => ({
      application: group.applicationName,
      group: group.name,
      group_id: group.groupId,
      message,
    })),
  }
  const parts = [`${JSON.stringify(facts, null, 2).slice(0, -2)},\n  "nodes": [`]
  for (let start = 0; start < rows.length; start += ROWS_A_PART) {
    const records = rows.slice(start, start + ROWS_A_PART).map((row) => JSON.stringify(nodeRecord(row)))
    parts.push(`${start === 0 ? '' : ','}\n    ${records.join(',\n    ')}`)
  }
  parts.push('\n  ]\n}\n')
  return parts
}

const LONGEST_NAME = 80

/** "nodes status-error 2026-03-07T08-00-00Z.csv", with "incomplete" where groups are missing. */
export function exportFileName(
  words: readonly string[],
  readAt: number,
  complete: boolean,
  format: ExportFormat,
): string {
  const what = words
    .map((part) =>
      part
        .toLowerCase()
        .replaceAll(/[^a-z0-9.]+/g, '-')
        .replaceAll(/^-|-$/g, ''),
    )
    .join('_')
    .slice(0, LONGEST_NAME)
  const when = new Date(readAt).toISOString().slice(0, 19).replaceAll(':', '-')
  const parts = ['nodes', what, ...(complete ? [] : ['incomplete']), `${when}Z`]
  return `${parts.filter((part) => part !== '').join('_')}.${format}`
}
