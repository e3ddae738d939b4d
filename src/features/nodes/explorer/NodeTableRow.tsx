import { memo, useLayoutEffect, useRef } from 'react'
import type { NodeRow } from '#src/features/nodes/reading/node-row.ts'
import { TABLE_ROLES } from '#src/ui/table-roles.ts'
import type { NodeColumn } from './node-columns.tsx'
import styles from './NodeTable.module.css'

interface NodeTableRowProps {
  index: number
  /** In pixels, as of every row. */
  height: number
  /** Undefined while it loads, null for an entry of another application. */
  row: NodeRow | null | undefined
  columns: readonly NodeColumn[]
  /** CSS `grid-template-columns`. */
  template: string
  /** CSS `min-width`. */
  minWidth: string
  /** A node last seen before this time is silent; in ms. */
  silentBefore: number
}

/** A row; its element shows other nodes while the table scrolls. */
export const NodeTableRow = memo(function NodeTableRow(props: NodeTableRowProps) {
  const { index, height, row, columns, template, minWidth, silentBefore } = props
  const element = useRef<HTMLTableRowElement>(null)
  useLayoutEffect(() => {
    const { activeElement } = document
    // Another node is in the row now; the focus was on the one before.
    if (activeElement instanceof HTMLElement && element.current?.contains(activeElement)) activeElement.blur()
  }, [index])
  return (
    <tr
      ref={element}
      {...TABLE_ROLES.row}
      aria-rowindex={index + 2}
      className={styles['row']}
      style={{ height, top: index * height, minWidth, gridTemplateColumns: template }}
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
        <td {...TABLE_ROLES.cell} colSpan={columns.length} className={styles['cell']} data-whole>
          {row === null ? (
            'An entry of another application, listed in that application’s group'
          ) : (
            <span className={styles['loading']}>Loading</span>
          )}
        </td>
      )}
    </tr>
  )
})
