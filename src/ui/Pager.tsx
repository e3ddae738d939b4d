import { Button, NativeSelect } from '@mantine/core'
import { useId } from 'react'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import styles from './Pager.module.css'

interface PagerProps {
  /** The accessible name: "Pages of nodes". */
  label: string
  /** The singular of what is listed: "node". */
  noun: string
  /** 1-based. */
  page: number
  perPage: number
  total: number
  onPage: (page: number) => void
  /** Lets the reader choose the page size. */
  onPerPage?: (perPage: number) => void
}

const PER_PAGE = [25, 50, 100, 200]

/** The number of pages for `total` rows, at least 1. */
export const pageCount = (total: number, perPage: number): number => Math.max(1, Math.ceil(total / perPage))

/** Buttons for the pages of a list, with its range and total. */
export function Pager({ label, noun, page, perPage, total, onPage, onPerPage }: PagerProps) {
  const pages = pageCount(total, perPage)
  const perPageId = useId()
  const first = Math.min(total, (page - 1) * perPage + 1)
  const last = Math.min(total, page * perPage)
  const button = (label: string, target: number) => (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => onPage(target)}
      disabled={target < 1 || target > pages || target === page}
    >
      {label}
    </Button>
  )
  return (
    <nav aria-label={label} className={styles['pager']}>
      <output className={styles['range']}>
        {total === 0
          ? `0 ${noun}s`
          : `${formatNumber(first)}–${formatNumber(last)} of ${plural(total, noun)}`}
      </output>
      {onPerPage && (
        <span className={styles['perPage']}>
          <label htmlFor={perPageId}>Rows per page</label>
          <NativeSelect
            id={perPageId}
            size="xs"
            value={String(perPage)}
            data={[...new Set([...PER_PAGE, perPage])].toSorted((a, b) => a - b).map(String)}
            onChange={(event) => onPerPage(Number(event.currentTarget.value))}
          />
        </span>
      )}
      <span className={styles['buttons']}>
        {button('First', 1)}
        {button('Previous', page - 1)}
        <span className={styles['page']}>
          Page {formatNumber(page)} of {formatNumber(pages)}
        </span>
        {button('Next', page + 1)}
        {button('Last', pages)}
      </span>
    </nav>
  )
}
