import { archName } from '#src/domain/catalogue/arch-name.ts'
import { describeErrorCode } from '#src/domain/nodes/error-label.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import type { NodeRow } from '#src/features/nodes/reading/node-row.ts'
import type { GroupFailure } from '#src/features/nodes/reading/node-source.ts'
import { fileName } from '#src/lib/file-name.ts'
import { zonedTimestamp } from '#src/lib/zoned-time.ts'
import { loadModuleWithRetries } from '#src/ui/lazy/load-module.ts'

export type ExportFormat = 'csv' | 'json'

const FIELDS = [
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
  'error_code',
  'error',
  'last_update_version',
  'last_check_for_updates',
  'ip',
] as const

type NodeRecord = Record<(typeof FIELDS)[number], string | null>

const nodeRecord = (row: NodeRow): NodeRecord => ({
  id: row.id,
  alias: row.alias,
  application: row.group.applicationName,
  application_id: row.group.applicationId,
  group: row.group.name,
  group_id: row.group.groupId,
  arch: row.group.arch === null ? null : archName(row.group.arch),
  version: row.version,
  target_version: row.group.target,
  status: describeNodeStatus(row.status).label,
  error_code: row.errorCode || null,
  error: typeof row.errorCode === 'string' ? describeErrorCode(row.errorCode) : null,
  last_update_version: row.updateVersion,
  last_check_for_updates: zonedTimestamp(row.checkedAt),
  ip: row.ip,
})

/** Files are built in parts of so many rows, so that no string gets too long. */
const ROWS_PER_PART = 5000

function chunks(rows: readonly NodeRow[]): NodeRow[][] {
  const count = Math.ceil(rows.length / ROWS_PER_PART)
  return Array.from({ length: count }, (_, index) =>
    rows.slice(index * ROWS_PER_PART, (index + 1) * ROWS_PER_PART),
  )
}

/** The parts of a CSV file with a header line; formulas are escaped. */
export async function nodesAsCsv(rows: readonly NodeRow[]): Promise<string[]> {
  const { toCsv } = await loadModuleWithRetries(() => import('#src/lib/csv.ts'))
  const cells = (row: NodeRow) => {
    const record = nodeRecord(row)
    return FIELDS.map((name) => record[name])
  }
  return [toCsv(FIELDS, []), ...chunks(rows).map((chunk) => toCsv([], chunk.map(cells)))]
}

interface ExportMetadata {
  /** The explorer's URL with the filters. */
  url: string
  /** When reading began, in ms. */
  readAt: number
  failures: readonly GroupFailure[]
}

/** The parts of a JSON file: where and when the nodes were read, which groups are missing, and the nodes. */
export function nodesAsJson(rows: readonly NodeRow[], { url, readAt, failures }: ExportMetadata): string[] {
  const metadata = {
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
  const records = chunks(rows).map((chunk, index) => {
    const lines = chunk.map((row) => JSON.stringify(nodeRecord(row)))
    return `${index === 0 ? '' : ','}\n    ${lines.join(',\n    ')}`
  })
  return [`${JSON.stringify(metadata, null, 2).slice(0, -2)},\n  "nodes": [`, ...records, '\n  ]\n}\n']
}

/** "nodes-status-error-2026-03-07T0800Z.csv"; with "incomplete" when groups are missing. */
export const exportFileName = (
  filters: readonly string[],
  readAt: number,
  isComplete: boolean,
  format: ExportFormat,
): string => fileName(['nodes', ...(isComplete ? [] : ['incomplete']), ...filters].join(' '), readAt, format)
