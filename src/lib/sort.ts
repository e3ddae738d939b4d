/** The sort order of a table. */
export interface Sort<Column extends string = string> {
  column: Column
  descending: boolean
}

/** Reads "nodes" (ascending) or "-nodes" (descending) from a URL; null for an unknown column. */
export function parseSort<Column extends string>(
  text: string | null,
  columns: readonly Column[],
): Sort<Column> | null {
  const descending = text?.startsWith('-') ?? false
  const name = descending ? text?.slice(1) : text
  const column = columns.find((column) => column === name)
  return column === undefined ? null : { column, descending }
}

/** Writes a sort order for a URL. */
export const formatSort = ({ column, descending }: Sort): string => (descending ? `-${column}` : column)
