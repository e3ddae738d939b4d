import { VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatNumber, formatShare } from '#src/lib/format-number.ts'
import styles from './CountTable.module.css'

export interface CountRow {
  key: string
  name: ReactNode
  /** Dimmed text after the name. */
  note?: ReactNode
  count: number
  /** The colour of the bar: any CSS colour. */
  colour: string
  /** Wraps the formatted count, in a link say. Not called for 0. */
  renderCount?: (count: string) => ReactNode
}

interface CountTableProps {
  label: string
  /** What a row stands for: "Version". */
  rowHeader: string
  /** What is counted: "Nodes". */
  countHeader: string
  /** The rows in groups, with a gap between the groups. All counts add up to the total. */
  parts: readonly (readonly CountRow[])[]
  total: number
}

/** A row for each part of a whole, with its count, a bar and its share. */
export function CountTable({ label, rowHeader, countHeader, parts, total }: CountTableProps) {
  return (
    <table className={styles['table']}>
      <caption>
        <VisuallyHidden>{label}</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col">{rowHeader}</th>
          <th scope="col">{countHeader}</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      {parts.map((rows, index) => (
        <tbody key={rows[0]?.key ?? index}>
          {rows.map(({ key, name, note, count, colour, renderCount }) => (
            <tr key={key} data-none={count === 0 || undefined}>
              <th scope="row">
                {name}
                {note && <span className={styles['note']}> {note}</span>}
              </th>
              <td>{renderCount && count > 0 ? renderCount(formatNumber(count)) : formatNumber(count)}</td>
              <td>
                <Share count={count} total={total} colour={colour} />
              </td>
            </tr>
          ))}
        </tbody>
      ))}
      <tfoot>
        <tr>
          <th scope="row">Total</th>
          <td>{formatNumber(total)}</td>
          <td>{formatShare(total, total)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

function Share({ count, total, colour }: { count: number; total: number; colour: string }) {
  return (
    <span className={styles['share']}>
      <span className={styles['track']} aria-hidden="true">
        <span
          className={styles['bar']}
          style={{ width: `${total > 0 ? (count / total) * 100 : 0}%`, backgroundColor: colour }}
        />
      </span>
      <span className={styles['percent']}>{formatShare(count, total)}</span>
    </span>
  )
}
