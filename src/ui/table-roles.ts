/** Of a table's parts, said outright: a browser forgets them when a stylesheet stacks cells or makes grids of rows. */
export const TABLE_ROLES = {
  table: { role: 'table' },
  rowGroup: { role: 'rowgroup' },
  row: { role: 'row' },
  cell: { role: 'cell' },
  rowHeader: { role: 'rowheader', scope: 'row' },
} as const
