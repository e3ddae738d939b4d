import { expect, test } from 'vitest'
import { PreparedStatements } from './prepared-statements.ts'

const times = <Result>(n: number, make: (index: number) => Result) =>
  Array.from({ length: n }, (_, index) => make(index))

test('a statement has a name from its third time on, and always the same', () => {
  const prepared = new PreparedStatements()
  const [first, second, third, fourth] = times(4, () => prepared.nameOf('select $1'))
  expect([first, second]).toEqual([undefined, undefined])
  expect(third).toEqual(expect.any(String))
  expect(fourth).toBe(third)
})

test('no two statements have the same name', () => {
  const prepared = new PreparedStatements()
  const names = times(50, (index) => times(3, () => prepared.nameOf(`select ${index}, $1`)).at(-1))
  expect(new Set(names).size).toBe(50)
})

test('of endlessly many statements some are prepared, and those keep their names', () => {
  const prepared = new PreparedStatements()
  const known = times(3, () => prepared.nameOf('select $1')).at(-1)
  const names = times(5000, (index) => times(3, () => prepared.nameOf(`select ${index}, $1`)).at(-1))
  expect(names.filter((name) => name !== undefined).length).toBe(199)
  expect(prepared.nameOf('select $1')).toBe(known)
})
