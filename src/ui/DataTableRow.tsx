import { FlexRender, type Row, type RowData } from '@tanstack/react-table'
import { memo, type ReactNode, type Ref } from 'react'
import type { dataTableFeatures } from './data-table-columns.ts'
import { TABLE_ROLES } from './table-roles.ts'
import styles from './DataTable.module.css'

interface DataTableRowProps<Item extends RowData> {
  row: Row<typeof dataTableFeatures, Item>
  columnCount: number
  /** Text below the row. */
  notice: ReactNode
}

/** A row of a data table, with its notice. */
export function DataTableRow<Item extends RowData>({ row, columnCount, notice }: DataTableRowProps<Item>) {
  return (
    <>
      <tr {...TABLE_ROLES.row} className={styles['row']} data-noticed={notice ? true : undefined}>
        {row.getAllCells().map((cell) => {
          const { meta, header } = cell.column.columnDef
          const Cell = meta?.namesRow ? 'th' : 'td'
          return (
            <Cell
              key={cell.id}
              {...(meta?.namesRow ? TABLE_ROLES.rowHeader : TABLE_ROLES.cell)}
              className={styles['cell']}
              data-align={meta?.align}
              data-narrow={meta?.narrow}
              data-tablet={meta?.tablet}
              data-name={typeof header === 'string' ? header : undefined}
            >
              <FlexRender cell={cell} />
            </Cell>
          )
        })}
      </tr>
      {notice && (
        <WideRow columnCount={columnCount} className={styles['noticeRow']}>
          {notice}
        </WideRow>
      )}
    </>
  )
}

interface WideRowProps {
  columnCount: number
  className?: string | undefined
  ref?: Ref<HTMLTableRowElement>
  children: ReactNode
}

/** A row of one cell over all columns. */
export const WideRow = ({ columnCount, className, ref, children }: WideRowProps) => (
  <tr {...TABLE_ROLES.row} className={className} ref={ref}>
    <td {...TABLE_ROLES.cell} colSpan={columnCount} className={styles['whole']}>
      {children}
    </td>
  </tr>
)

interface MemoizedProps {
  /** Renders again only if one of these changed. */
  inputs: readonly unknown[]
  render: () => ReactNode
}

// The stats of a fleet arrive group by group; only the row that changed renders again.
export const Memoized = memo(
  ({ render }: MemoizedProps) => render(),
  (before, after) => before.inputs.every((input, index) => input === after.inputs[index]),
)
