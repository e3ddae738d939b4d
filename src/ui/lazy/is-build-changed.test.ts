import { expect, test } from 'vitest'
import { entryScript } from './is-build-changed.ts'

const page = (name: string) =>
  `<head><script src="/assets/colour-scheme-b87e7fb5.js"></script>
  <script type="module" crossorigin src="/assets/${name}"></script>
  <link rel="modulepreload" crossorigin href="/assets/jsx-runtime-aVhcWyzW.js"></head>`

test('the entry script is the one named index, wherever it stands', () => {
  expect(entryScript(page('index-CkHZ2NXW.js'))).toBe('/assets/index-CkHZ2NXW.js')
  expect(entryScript(page('index-Db_-12aa.js'))).toBe('/assets/index-Db_-12aa.js')
})

test('a page that is not the dashboard has none', () => {
  expect(entryScript('<h1>502 Bad Gateway</h1>')).toBeNull()
})
