import { baseErrorCode } from '#contract/error-code.ts'
import {
  type FailurePatterns,
  MAX_NAMED_NODES,
  MAX_PATTERN_VALUES,
  PATTERN_ATTRIBUTES,
  type PatternValue,
} from '#contract/failure-patterns.ts'
import { windowStart } from '#contract/duration.ts'
import type { Context } from '#server/context.ts'
import { notFound } from '#server/http/http-error.ts'
import { type PatternCell, readPatternCells } from './failure-pattern-queries.ts'
import { findRolloutGroup } from './rollout-queries.ts'

/** What the failed nodes of a group have in common. Throws an HTTP error for a group that the application doesn't have. */
export async function readFailurePatterns(
  { db, clock }: Context,
  { application, group }: { application: string; group: string },
): Promise<FailurePatterns> {
  const now = clock.now()
  const found = await findRolloutGroup(db, { application, group })
  if (!found) throw notFound(`group with the id ${group} in this application`)
  const since = found.started_ts ?? windowStart('30d', now)
  const { cells, sampled } = await readPatternCells(db, { groupId: group, since, now })
  const all = toValue(
    '',
    cells.filter(({ attribute }) => attribute === 'all'),
  )
  return {
    application_id: application,
    group_id: group,
    since_ts: since.toISOString(),
    nodes: all.nodes,
    failed: all.failed,
    sampled,
    errors: all.errors,
    attributes: PATTERN_ATTRIBUTES.map((attribute) => {
      const values = valuesOf(cells.filter((cell) => cell.attribute === attribute))
      const failing = values.filter(({ failed }) => failed > 0).toSorted((a, b) => b.failed - a.failed)
      return { attribute, count: values.length, values: failing.slice(0, MAX_PATTERN_VALUES) }
    }),
  }
}

function valuesOf(cells: readonly PatternCell[]): PatternValue[] {
  const byValue = new Map<string, PatternCell[]>()
  for (const cell of cells) {
    const list = byValue.get(cell.value)
    if (list) list.push(cell)
    else byValue.set(cell.value, [cell])
  }
  return [...byValue].map(([value, list]) => toValue(value, list))
}

const sum = (list: readonly PatternCell[]) => list.reduce((total, { nodes }) => total + nodes, 0)

function toValue(value: string, cells: readonly PatternCell[]): PatternValue {
  const failed = cells.filter(({ error_code }) => error_code !== null)
  const errors = new Map<string, number>()
  for (const { error_code, nodes } of failed) {
    const code = baseErrorCode(error_code ?? '')
    errors.set(code, (errors.get(code) ?? 0) + nodes)
  }
  return {
    value,
    nodes: sum(cells),
    failed: sum(failed),
    errors: [...errors]
      .map(([error_code, nodes]) => ({ error_code, nodes }))
      .toSorted((a, b) => b.nodes - a.nodes || (a.error_code < b.error_code ? -1 : 1)),
    failed_nodes: failed
      .flatMap(({ failed_nodes }) => failed_nodes ?? [])
      .toSorted()
      .slice(0, MAX_NAMED_NODES),
  }
}
