import { cleanup, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import type { Sort } from '#src/lib/sort.ts'
import { columnsOf } from './data-table-columns.ts'
import { DataTable } from './DataTable.tsx'
import type { TableSections } from './TableSection.tsx'
import { renderPart } from './testing/render-part.tsx'

afterEach(cleanup)

interface Site {
  name: string
  nodes: number | undefined
}

const column = columnsOf<Site>()
const columns = column.columns([
  column.accessor('name', { id: 'name', header: 'Site', enableSorting: true, meta: { namesRow: true } }),
  column.accessor('nodes', {
    id: 'nodes',
    header: 'Nodes',
    enableSorting: true,
    sortDescFirst: true,
    sortUndefined: 'last',
  }),
])

const SITES: Site[] = [
  { name: 'north', nodes: 2 },
  { name: 'south', nodes: undefined },
  { name: 'west', nodes: 30 },
]

interface TableProps {
  sites: readonly Site[]
  /** Divides them by whether they have nodes. */
  isDivided?: boolean
}

function Sites({ sites, isDivided = false }: TableProps) {
  const [sort, setSort] = useState<Sort | null>(null)
  const [closed, setClosed] = useState<string[]>([])
  const sections: TableSections<Site> = {
    of: ({ nodes }) => (nodes === undefined ? 'without nodes' : 'with nodes'),
    title: (section) => section,
    closed,
    onToggle: (section) => setClosed(closed.includes(section) ? [] : [section]),
  }
  return (
    <DataTable
      label="Sites"
      columns={columns}
      rows={sites}
      rowId={({ name }) => name}
      sort={sort}
      onSortChange={setSort}
      empty="No sites yet"
      sections={isDivided ? sections : undefined}
    />
  )
}

function renderTable(props: TableProps) {
  const part = renderPart(<Sites {...props} />)
  const table = part.getByRole('table', { name: 'Sites' })
  const names = () =>
    within(table)
      .queryAllByRole('rowheader')
      .map(({ textContent }) => textContent)
  return { ...part, table, names }
}

test('a press on a column’s name sorts by it, a second one turns the order around, and unknown values stay last', async () => {
  const { table, names, getByRole, user } = renderTable({ sites: SITES })
  const nodes = getByRole('button', { name: /^Nodes/ })
  await user.click(nodes)
  expect(names()).toEqual(['west', 'north', 'south'])
  expect(within(table).getByRole('columnheader', { name: /Nodes/ }).getAttribute('aria-sort')).toBe(
    'descending',
  )
  await user.click(nodes)
  expect(names()).toEqual(['north', 'west', 'south'])
  expect(within(table).getByRole('columnheader', { name: /Nodes/ }).getAttribute('aria-sort')).toBe(
    'ascending',
  )
})

test('a long table begins with some rows, and shows all of them on demand', async () => {
  const sites = Array.from({ length: 300 }, (_, n) => ({ name: `site ${n}`, nodes: n }))
  const { names, getByRole, queryByRole, user } = renderTable({ sites })
  const shown = names().length
  expect(shown).toBeGreaterThan(5)
  expect(shown).toBeLessThan(50)
  await user.click(getByRole('button', { name: `Show ${300 - shown} more` }))
  expect(names()).toHaveLength(300)
  expect(queryByRole('button', { name: /^Show / })).toBeNull()
})

test('a section that is closed keeps its heading and its count, and nothing else', async () => {
  const { names, getByRole, user } = renderTable({ sites: SITES, isDivided: true })
  const heading = getByRole('button', { name: 'with nodes 2' })
  await user.click(heading)
  expect(names()).toEqual(['south'])
  expect(heading.getAttribute('aria-expanded')).toBe('false')
  await user.click(heading)
  expect(names()).toEqual(['north', 'west', 'south'])
})

test('a table without rows says so', () => {
  const { table } = renderTable({ sites: [] })
  expect(table.textContent).toContain('No sites yet')
})
