/** Explicit roles for the parts of a table: browsers drop the implicit ones if CSS changes the `display` of rows and cells. */
export const TABLE_ROLES = {
  table: { role: 'table' },
  rowGroup: { role: 'rowgroup' },
  row: { role: 'row' },
  cell: { role: 'cell' },
  rowHeader: { role: 'rowheader', scope: 'row' },
} as const
