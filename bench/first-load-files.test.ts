import { expect, test } from 'vitest'
import { firstLoadFiles } from './first-load-files.ts'

const manifest = {
  'index.html': { file: 'index.js', css: ['index.css'], imports: ['_kit'], dynamicImports: ['chart.tsx'] },
  _kit: { file: 'kit.js', css: ['kit.css'], imports: ['index.html'] },
  'chart.tsx': { file: 'chart.js', imports: ['_kit'] },
}

test('a first load has the style of what it imports, and nothing that loads later', () => {
  expect(firstLoadFiles(manifest, ['index.html'])).toEqual(['index.js', 'index.css', 'kit.js', 'kit.css'])
})

test('a page with a chunk of its own counts too, without what is there already', () => {
  expect(firstLoadFiles(manifest, ['index.html', 'chart.tsx'])).toContain('chart.js')
  expect(firstLoadFiles(manifest, ['index.html', 'chart.tsx'])).toHaveLength(5)
})

test('a page that is a part of the entry adds nothing', () => {
  expect(firstLoadFiles(manifest, ['chart.tsx', 'src/pages/FleetPage.tsx'])).toHaveLength(5)
})
