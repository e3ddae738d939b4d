import { VisuallyHidden } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { NodeSort } from '#src/features/nodes/reading/node-sort.ts'
import type { NodeResults, NodeSource } from '#src/features/nodes/reading/node-source.ts'
import { TABLE_ROLES } from '#src/ui/table-roles.ts'
import type { NodeColumn } from './node-columns.tsx'
import { NodeTableHead } from './NodeTableHead.tsx'
import { NodeTableRow } from './NodeTableRow.tsx'
import { usePlainLinks } from './use-plain-links.ts'
import styles from './NodeTable.module.css'

interface NodeTableProps {
  source: NodeSource
  /** A new object whenever the source has read more rows. */
  results: NodeResults
  columns: readonly NodeColumn[]
  sort: NodeSort
  onSort: (sort: NodeSort) => void
  /** A node last seen before this time is silent; in ms. */
  silentBefore: number
}

/** A scrollable area must be focusable, so that it can be scrolled with the keyboard. */
const SCROLL_AREA = { role: 'region', 'aria-label': 'Nodes, scrolls', tabIndex: 0 } as const
// Row heights in pixels; on narrow screens a row stacks its cells as lines.
const ROW_HEIGHT = 48
const STACKED_LINE_HEIGHT = 22
const STACKED_PADDING = 38
const NARROW = '(max-width: 48em)'
/** Rows rendered above and below the visible ones. */
const OVERSCAN = 5
/** Row elements are reused while scrolling, since updating one is faster than creating one. */
const SPARE_ROWS = 2

/** A table of any number of nodes that renders only the visible rows; all rows have the same height. */
export function NodeTable({ source, results, columns, sort, onSort, silentBefore }: NodeTableProps) {
  const area = useRef<HTMLDivElement>(null)
  usePlainLinks(area)
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false })
  const rowHeight = isNarrow ? STACKED_PADDING + columns.length * STACKED_LINE_HEIGHT : ROW_HEIGHT
  // oxlint-disable-next-line react/incompatible-library -- the virtualizer must not be memoised, and no compiler does that here
  const virtualizer = useVirtualizer({
    count: results.total,
    getScrollElement: () => area.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    useFlushSync: false,
  })
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight])
  const items = virtualizer.getVirtualItems()
  const [poolSize, setPoolSize] = useState(1)
  if (items.length > poolSize) setPoolSize(items.length + SPARE_ROWS)
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => source.setVisibleRange(first, last), [source, first, last])
  const template = columns.map(({ width: { min, share } }) => `minmax(${min}rem, ${share}fr)`).join(' ')
  const minWidth = columns.reduce((sum, { width }) => sum + width.min, 0)
  return (
    <div ref={area} className={styles['area']} {...SCROLL_AREA}>
      <p className={styles['printNote']}>The rows on screen. An export has all of them.</p>
      <table
        {...TABLE_ROLES.table}
        className={styles['table']}
        aria-rowcount={results.total + 1}
        style={{ minWidth: isNarrow ? 0 : `${minWidth}rem` }}
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
              key={index % poolSize}
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
