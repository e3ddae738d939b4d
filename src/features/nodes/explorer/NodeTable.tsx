import { useMediaQuery } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { VisuallyHidden } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { TABLE_ROLES } from '#src/ui/table-roles.ts'
import type { NodeColumn } from './node-columns.tsx'
import type { NodeSort } from '#src/features/nodes/reading/node-sort.ts'
import type { NodeResults, NodeSource } from '#src/features/nodes/reading/node-source.ts'
import { usePlainLinks } from './use-plain-links.ts'
import { NodeTableHead } from './NodeTableHead.tsx'
import { NodeTableRow } from './NodeTableRow.tsx'
import styles from './NodeTable.module.css'

interface NodeTableProps {
  source: NodeSource
  found: NodeResults
  columns: readonly NodeColumn[]
  sort: NodeSort
  onSort: (sort: NodeSort) => void
  silentBefore: number
}

/** What scrolls must be reached by keyboard. */
const SCROLLS = { role: 'region', 'aria-label': 'Nodes, scrolls', tabIndex: 0 } as const
const ROW_HEIGHT = 48
const STACKED_LINE = 22
const STACKED_EDGE = 38
const OVERSCAN = 5
/** Rows that leave the view become those that enter it, which is quicker than making them anew. */
const SPARE_ROWS = 2
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
  const [pool, setPool] = useState(1)
  if (items.length > pool) setPool(items.length + SPARE_ROWS)
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => source.want(first, last), [source, first, last])
  const template = columns.map(({ width: { least, share } }) => `minmax(${least}rem, ${share}fr)`).join(' ')
  const least = columns.reduce((sum, { width }) => sum + width.least, 0)
  return (
    <div ref={area} className={styles['area']} {...SCROLLS}>
      <table
        {...TABLE_ROLES.table}
        className={styles['table']}
        aria-rowcount={found.total + 1}
        style={{ minWidth: stacked ? 0 : `${least}rem` }}
      >
        <caption>
          <VisuallyHidden>Nodes</VisuallyHidden>
        </caption>
        <NodeTableHead columns={columns} template={template} sort={sort} onSort={onSort} />
        <tbody
          {...TABLE_ROLES.rowGroup}
          className={styles['body']}
          style={{ height: virtualizer.getTotalSize() }}
        >
          {items.map(({ index, start }) => (
            <NodeTableRow
              key={index % pool}
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
