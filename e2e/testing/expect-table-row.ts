import { expect, type Locator } from '@playwright/test'

type Cell = string | RegExp | number

/**
 * Waits until the table has a row with these cells, by the names of their columns: `expectTableRow(table, { Group:
 * 'canary', Nodes: 12 })`. Text is a part of what the cell says, a number the only one in it. Returns the row with
 * that text.
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

/** Every row as a record from column to what its cell says to those who listen. */
export async function readTable(table: Locator): Promise<Record<string, string>[]> {
  return table.evaluate((element) => {
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- the browser gets this function alone
    const said = (cell: Element): string => {
      const copy = document.createElement('div')
      copy.innerHTML = cell.innerHTML
      for (const hidden of copy.querySelectorAll('[aria-hidden="true"]')) hidden.remove()
      return (copy.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
    }
    const columns = [...element.querySelectorAll('thead th')].map(said)
    return [...element.querySelectorAll('tbody tr')].map((row) =>
      Object.fromEntries([...row.children].map((cell, place) => [columns[place] ?? '', said(cell)])),
    )
  })
}
