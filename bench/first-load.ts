/**
 * What a browser must fetch before `/` shows a fleet: script and style, as `gzip -9` makes them, without the charts
 * that load later. `npm run build` comes first. Exits with 1 over the budget. (Nebraska's own dashboard: 513 kB.)
 */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { firstLoadFiles, manifestSchema } from './first-load-files.ts'

const BUDGET_KB = 230
const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const CHUNKS = ['index.html', 'src/pages/FleetPage.tsx']

const manifest = manifestSchema.parse(JSON.parse(await readFile(`${dist}.vite/manifest.json`, 'utf8')))
const files = firstLoadFiles(manifest, CHUNKS)
const sizes = await Promise.all(
  files.map(async (file) => ({ file, bytes: gzipSync(await readFile(dist + file), { level: 9 }).length })),
)
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
if (total === 0) throw new Error('The manifest names no files of the first load.')

for (const { file, bytes } of sizes.toSorted((one, other) => other.bytes - one.bytes)) {
  console.log(`${kilobytes(bytes).padStart(8)} kB  ${file}`)
}
console.log(`${kilobytes(total).padStart(8)} kB  in all, of ${BUDGET_KB}`)
if (total > BUDGET_KB * 1000) {
  console.log('The first load is over its budget: let what it does not need at once load later.')
  process.exitCode = 1
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1)
}
