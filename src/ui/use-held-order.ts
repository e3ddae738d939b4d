import { type FocusEvent, useEffect, useMemo, useRef, useState } from 'react'
import { MINUTE_MS } from '#contract/time-units.ts'

/** A row and the section that it stands in. */
export interface PlacedRow<Row> {
  row: Row
  section: string
}

interface HeldOrder {
  /** What the reader chose when it was held: another sort order releases it. */
  order: unknown
  places: ReadonlyMap<string, { index: number; section: string }>
}

/** A pointer that rests on a table for longer does not keep its order from being current. */
const HOLD_MS = MINUTE_MS
/** The pointer has come to rest: nobody is about to click. */
const REST_MS = 2000

/**
 * The rows in their order and sections; while the pointer or the focus is on them they keep their places, so that
 * nobody clicks what has just moved there. New rows come last meanwhile.
 * @param order what the reader sorts by
 * @param loading the section of rows that are not read yet; once one is, nothing is held
 * @returns the rows, and handlers for the element that contains them
 */
export function useHeldOrder<Row extends { id: string }>(
  rows: readonly Row[],
  sectionOf: (row: Row) => string,
  order: unknown,
  loading?: string,
) {
  const [held, setHeld] = useState<HeldOrder | null>(null)
  const lastMove = useRef(0)
  const hasFocus = useRef(false)
  if (held && (held.order !== order || hasLeft(loading, rows, sectionOf, held))) setHeld(null)
  const placed = useMemo(() => placeRows(rows, sectionOf, held), [rows, sectionOf, held])

  const hold = () => {
    lastMove.current = performance.now()
    if (held) return
    const places = placed.map(({ row, section }, index) => [row.id, { index, section }] as const)
    setHeld({ order, places: new Map(places) })
  }
  useEffect(() => {
    if (!held) return undefined
    const since = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      if (!hasFocus.current && now - since > HOLD_MS && now - lastMove.current > REST_MS) setHeld(null)
    }, REST_MS)
    return () => clearInterval(timer)
  }, [held])

  return {
    placed,
    holdHandlers: {
      onPointerMove: hold,
      onFocus: () => {
        hasFocus.current = true
        hold()
      },
      onPointerLeave: () => {
        if (!hasFocus.current) setHeld(null)
      },
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
        const staysInside = relatedTarget instanceof Node && currentTarget.contains(relatedTarget)
        hasFocus.current = staysInside
        if (!staysInside && !currentTarget.matches(':hover')) setHeld(null)
      },
    },
  }
}

/** Whether a row was held in that section that belongs elsewhere by now. Exported for its test. */
export const hasLeft = <Row extends { id: string }>(
  section: string | undefined,
  rows: readonly Row[],
  sectionOf: (row: Row) => string,
  { places }: Pick<HeldOrder, 'places'>,
): boolean =>
  section !== undefined &&
  rows.some((row) => places.get(row.id)?.section === section && sectionOf(row) !== section)

/** Exported for its test. */
export function placeRows<Row extends { id: string }>(
  rows: readonly Row[],
  sectionOf: (row: Row) => string,
  held: Pick<HeldOrder, 'places'> | null,
): PlacedRow<Row>[] {
  const places = held?.places
  const placed = rows.map((row) => ({ row, section: places?.get(row.id)?.section ?? sectionOf(row) }))
  if (!places) return placed
  const indexOf = ({ row }: PlacedRow<Row>) => places.get(row.id)?.index ?? places.size
  return placed.toSorted((a, b) => indexOf(a) - indexOf(b))
}
