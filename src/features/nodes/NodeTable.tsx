import { useMediaQuery } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { VisuallyHidden } from '@mantine/core'
import { memo, useEffect, useRef } from 'react'
import { SortableHeader } from '#src/ui/SortableHeader.tsx'
import type { NodeColumn } from './node-columns.tsx'
import type { NodeRow } from './node-row.ts'
import type { NodeSort } from './node-sort.ts'
import type { NodesFound, NodeSource } from './nodes-found.ts'
import { usePlainLinks } from './use-plain-links.ts'
import styles from './NodeTable.module.css'

interface NodeTableProps {
  source: NodeSource
  found: NodesFound
  columns: readonly NodeColumn[]
  sort: NodeSort
  onSort: (sort: NodeSort) => void
  silentBefore: number
}

// The roles are said outright: a browser forgets them when a stylesheet makes grids of rows.
const roles = {
  table: { role: 'table' },
  rowGroup: { role: 'rowgroup' },
  row: { role: 'row' },
  cell: { role: 'cell' },
  rowHeader: { role: 'rowheader', scope: 'row' },
} as const
/** What scrolls must be reached by keyboard. */
const SCROLLS = { role: 'region', 'aria-label': 'Nodes, scrolls', tabIndex: 0 } as const
const ROW_HEIGHT = 48
const STACKED_LINE = 22
const STACKED_EDGE = 38
const OVERSCAN = 5
const NARROW = '(max-width: 48em)'

/** Nodes, of which only those in view are there; their rows all have the same height. */
export function NodeTable({ source, found, columns, sort, onSort, silentBefore }: NodeTableProps) {
  const area = useRef<HTMLDivElement>(null)
  usePlainLinks(area)
  const stacked = useMediaQuery(NARROW, false, { getInitialValueInEffect: false })
  const rowHeight = stacked ? STACKED_EDGE + columns.length * STACKED_LINE : ROW_HEIGHT
  // oxlint-disable-next-line react/incompatible-library -- it must not be memoised, and nothing here is by a compiler
  const virtualizer = useVirtualizer({
    count: found.total,
    getScrollElement: () => area.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    useFlushSync: false,
  })
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight])
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => source.want(first, last), [source, first, last])
  const template = columns.map(({ width: { least, share } }) => `minmax(${least}rem, ${share}fr)`).join(' ')
  const least = columns.reduce((sum, { width }) => sum + width.least, 0)
  const sortBy = (column: NodeSort['column']) =>
    onSort({ column, descending: sort.column === column ? !sort.descending : column === 'lastCheck' })
  return (
    <div ref={area} className={styles['area']} {...SCROLLS}>
      <table
        {...roles.table}
        className={styles['table']}
        aria-rowcount={found.total + 1}
        style={{ minWidth: stacked ? 0 : `${least}rem` }}
      >
        <caption>
          <VisuallyHidden>Nodes</VisuallyHidden>
        </caption>
        <thead {...roles.rowGroup} className={styles['head']}>
          <tr
            {...roles.row}
            aria-rowindex={1}
            className={styles['row']}
            style={{ gridTemplateColumns: template }}
          >
            {columns.map(({ id, header, sortBy: column, explanation }) => (
              <SortableHeader
                key={id}
                sort={column !== undefined && sort.column === column ? sort : null}
                align="start"
                width={undefined}
                explanation={explanation}
                onSort={column === undefined ? undefined : () => sortBy(column)}
              >
                {header}
              </SortableHeader>
            ))}
          </tr>
        </thead>
        <tbody {...roles.rowGroup} className={styles['body']} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <NodeTableRow
              key={index}
              index={index}
              start={start}
              height={rowHeight}
              row={source.rowAt(index)}
              columns={columns}
              template={template}
              silentBefore={silentBefore}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface NodeTableRowProps {
  index: number
  /** Pixels from the top. */
  start: number
  height: number
  row: NodeRow | null | undefined
  columns: readonly NodeColumn[]
  /** Of the grid's columns. */
  template: string
  silentBefore: number
}

const NodeTableRow = memo(function NodeTableRow(props: NodeTableRowProps) {
  const { index, start, height, row, columns, template, silentBefore } = props
  return (
    <tr
      {...roles.row}
      aria-rowindex={index + 2}
      className={styles['row']}
      style={{ height, transform: `translateY(${start}px)`, gridTemplateColumns: template }}
    >
      {row ? (
        columns.map(({ id, header, namesRow, render }) => {
          const Cell = namesRow ? 'th' : 'td'
          return (
            <Cell
              key={id}
              {...(namesRow ? roles.rowHeader : roles.cell)}
              className={styles['cell']}
              data-name={header}
            >
              <div className={styles['value']}>{render(row, silentBefore)}</div>
            </Cell>
          )
        })
      ) : (
        <td {...roles.cell} className={styles['cell']} data-whole>
          {row === null ? (
            'Another application of a machine in this group: its own group lists it'
          ) : (
            <span className={styles['awaited']}>Loading</span>
          )}
        </td>
      )}
    </tr>
  )
})
