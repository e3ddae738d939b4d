import { describe, expect, test } from 'vitest'
import { type TableActivity, tableToVacuum } from './table-to-vacuum.ts'

const table = (name: string, activity: Partial<TableActivity>): TableActivity => ({
  schema: 'public',
  name,
  last_vacuum: new Date('2026-10-01T12:00:00Z'),
  live: 1000,
  dead: 0,
  changed: 0,
  inserted: 0,
  ...activity,
})

describe('the table to vacuum', () => {
  test('is none where few rows changed', () => {
    expect(tableToVacuum([table('groups', { dead: 149, changed: 149, inserted: 149 })])).toBeNull()
  })

  test('is the one that changed most for its size', () => {
    const tables = [table('large', { live: 100_000, dead: 12_000 }), table('small', { live: 100, dead: 600 })]
    expect(tableToVacuum(tables)?.name).toBe('small')
  })

  test('is one that only grew', () => {
    expect(tableToVacuum([table('history', { inserted: 150 })])?.name).toBe('history')
  })

  test('is one not vacuumed since the start where no other is above its threshold', () => {
    const unknown = table('unknown', { live: 0, last_vacuum: null })
    expect(tableToVacuum([table('calm', {}), unknown])?.name).toBe('unknown')
    expect(tableToVacuum([table('busy', { dead: 500 }), unknown])?.name).toBe('busy')
  })
})
