import { expect, type Locator } from '@playwright/test'

type Cell = string | RegExp | number

/**
 * Waits until the table has a row with these cells, by column name: `expectTableRow(table, { Group: 'canary',
 * Nodes: 12 })`. A string must occur in the cell's text; a number must be the only number in it. Returns the first row
 * that contains the strings.
 */
export async function expectTableRow(table: Locator, cells: Record<string, Cell>): Promise<Locator> {
  const wanted = Object.fromEntries(Object.entries(cells).map(([column, cell]) => [column, matching(cell)]))
  await expect
    .poll(() => readTable(table), { message: `a row with ${Object.entries(cells).join(' and ')}` })
    .toContainEqual(expect.objectContaining(wanted))
  const texts = Object.values(cells).filter((cell) => typeof cell === 'string')
  const rows = table.locator('tbody').getByRole('row')
  return texts.reduce((matching, hasText) => matching.filter({ hasText }), rows).first()
}

function matching(cell: Cell): unknown {
  if (typeof cell === 'string') return expect.stringContaining(cell)
  return expect.stringMatching(
    cell instanceof RegExp ? cell : new RegExp(`^\\D*${cell.toLocaleString('en')}\\D*$`),
  )
}

/** Every row as a record from column name to the cell's accessible text. */
export async function readTable(table: Locator): Promise<Record<string, string>[]> {
  return table.evaluate((element) => {
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- only this function is sent to the browser
    const accessibleText = (cell: Element): string => {
      const copy = document.createElement('div')
      copy.innerHTML = cell.innerHTML
      for (const hidden of copy.querySelectorAll('[aria-hidden="true"]')) hidden.remove()
      return (copy.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
    }
    const columns = [...element.querySelectorAll('thead th')].map(accessibleText)
    return [...element.querySelectorAll('tbody tr')].map((row) =>
      Object.fromEntries(
        [...row.children].map((cell, place) => [columns[place] ?? '', accessibleText(cell)]),
      ),
    )
  })
}
