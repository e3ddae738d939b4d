import { memo, useLayoutEffect, useRef } from 'react'
import { TABLE_ROLES } from '#src/ui/table-roles.ts'
import type { NodeColumn } from './node-columns.tsx'
import type { NodeRow } from '#src/features/nodes/reading/node-row.ts'
import styles from './NodeTable.module.css'

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

/** One row, which shows another node when somebody scrolls. */
export const NodeTableRow = memo(function NodeTableRow(props: NodeTableRowProps) {
  const { index, start, height, row, columns, template, silentBefore } = props
  const element = useRef<HTMLTableRowElement>(null)
  useLayoutEffect(() => {
    const { activeElement } = document
    // The focus was on what stood here before.
    if (activeElement instanceof HTMLElement && element.current?.contains(activeElement)) activeElement.blur()
  }, [index])
  return (
    <tr
      ref={element}
      {...TABLE_ROLES.row}
      aria-rowindex={index + 2}
      className={styles['row']}
      style={{ height, top: start, gridTemplateColumns: template }}
    >
      {row ? (
        columns.map(({ id, header, namesRow, render }) => {
          const Cell = namesRow ? 'th' : 'td'
          return (
            <Cell
              key={id}
              {...(namesRow ? TABLE_ROLES.rowHeader : TABLE_ROLES.cell)}
              className={styles['cell']}
              data-name={header}
            >
              {render(row, silentBefore)}
            </Cell>
          )
        })
      ) : (
        <td {...TABLE_ROLES.cell} className={styles['cell']} data-whole>
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
