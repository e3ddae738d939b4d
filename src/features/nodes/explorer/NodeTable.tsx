import { VisuallyHidden } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { NodeSort } from '#src/features/nodes/reading/node-sort.ts'
import type { NodeResults, NodeSource } from '#src/features/nodes/reading/node-source.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { TABLE_ROLES } from '#src/ui/table-roles.ts'
import { useIsPrinting } from '#src/ui/use-is-printing.ts'
import type { NodeColumn } from './node-columns.tsx'
import { NodeTableHead } from './NodeTableHead.tsx'
import { NodeTableRow } from './NodeTableRow.tsx'
import { useDistanceFromTop } from './use-distance-from-top.ts'
import { usePlainLinks } from './use-plain-links.ts'
import { useSidewaysScroll } from './use-sideways-scroll.ts'
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

// Row heights in pixels; on narrow screens a row stacks its cells as lines.
const ROW_HEIGHT = 48
const STACKED_LINE_HEIGHT = 22
const STACKED_PADDING = 38
const NARROW = '(max-width: 48em)'
/** Rows rendered above and below the window. */
const OVERSCAN = 5
/** Row elements are reused while scrolling, since updating one is faster than creating one. */
const SPARE_ROWS = 2

/** More would keep the browser busy for seconds. */
const MAX_PRINTED_ROWS = 2000

/**
 * A table of any number of nodes that renders only the rows in the window; all rows have the same height. On paper it has
 * every row that is loaded: the browser does not wait for others, and an export serves better than a hundred sheets.
 */
export function NodeTable({ source, results, columns, sort, onSort, silentBefore }: NodeTableProps) {
  const head = useRef<HTMLTableSectionElement>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  usePlainLinks(body)
  const scrollsSideways = useSidewaysScroll(head, body)
  const isPrinting = useIsPrinting()
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false })
  const rowHeight = isNarrow ? STACKED_PADDING + columns.length * STACKED_LINE_HEIGHT : ROW_HEIGHT
  const { indexes, bodyHeight, elementOf } = useVirtualRows(body, { source, total: results.total, rowHeight })
  const template = columns.map(({ width: { min, share } }) => `minmax(${min}rem, ${share}fr)`).join(' ')
  const minWidth = isNarrow ? '0' : `${columns.reduce((sum, { width }) => sum + width.min, 0)}rem`
  const shown = isPrinting ? loadedRows(source, results.total) : indexes
  return (
    <>
      <p className={styles['printNote']}>
        {shown.length < results.total &&
          `${formatNumber(shown.length)} of ${plural(results.total, 'node')}: those that were loaded when the page was printed. “Export” on the page saves all of them, as CSV or JSON.`}
      </p>
      <table {...TABLE_ROLES.table} className={styles['table']} aria-rowcount={results.total + 1}>
        <caption>
          <VisuallyHidden>Nodes</VisuallyHidden>
        </caption>
        <NodeTableHead
          ref={head}
          columns={columns}
          template={template}
          minWidth={minWidth}
          scrolls={scrollsSideways}
          sort={sort}
          onSort={onSort}
        />
        <tbody {...TABLE_ROLES.rowGroup} ref={body} className={styles['body']} style={{ height: bodyHeight }}>
          {shown.map((index) => (
            <NodeTableRow
              key={isPrinting ? index : elementOf(index)}
              index={index}
              height={rowHeight}
              row={source.rowAt(index)}
              columns={columns}
              template={template}
              minWidth={minWidth}
              silentBefore={silentBefore}
            />
          ))}
        </tbody>
      </table>
    </>
  )
}

interface VirtualRowsOptions {
  source: NodeSource
  total: number
  /** In pixels, of every row. */
  rowHeight: number
}

/** The rows in the window, which the source reads first, and the element that each of them reuses. */
function useVirtualRows(
  body: RefObject<HTMLElement | null>,
  { source, total, rowHeight }: VirtualRowsOptions,
) {
  const distance = useDistanceFromTop(body)
  // oxlint-disable-next-line react/incompatible-library -- the virtualizer must not be memoised, and no compiler does that here
  const virtualizer = useWindowVirtualizer({
    count: total,
    estimateSize: () => rowHeight,
    scrollMargin: distance,
    initialOffset: () => window.scrollY,
    overscan: OVERSCAN,
    useFlushSync: false,
  })
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight])
  const indexes = virtualizer.getVirtualItems().map(({ index }) => index)
  const [poolSize, setPoolSize] = useState(1)
  if (indexes.length > poolSize) setPoolSize(indexes.length + SPARE_ROWS)
  const first = indexes[0] ?? 0
  const last = indexes.at(-1) ?? 0
  useEffect(() => source.setVisibleRange(first, last), [source, first, last])
  return {
    indexes,
    /** In pixels, of all rows. */
    bodyHeight: virtualizer.getTotalSize(),
    elementOf: (index: number) => index % poolSize,
  }
}

function loadedRows(source: NodeSource, total: number): number[] {
  const indexes = Array.from({ length: Math.min(total, MAX_PRINTED_ROWS) }, (_, index) => index)
  return indexes.filter((index) => source.rowAt(index) !== undefined)
}
