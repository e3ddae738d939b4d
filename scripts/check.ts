/** `npm run check [BASE]`: quick answers for what a change touches, since HEAD or BASE: types, lint, format and related tests. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'

const base = process.argv[2]

/** Vitest follows imports from the changed files; tests that start databases are left to `npm test`. */
const related = base === undefined ? '--changed' : `--changed=${base}`
const COMMANDS: Record<string, readonly string[]> = {
  types: ['tsc', '-b'],
  lint: ['oxlint', '--type-aware', '--deny-warnings', '--report-unused-disable-directives'],
  format: ['oxfmt', '--check'],
  tests: [
    'vitest',
    'run',
    '--project',
    'unit',
    '--project',
    'components',
    '--passWithNoTests',
    '--reporter=dot',
    related,
  ],
}

const results = await Promise.all(Object.entries(COMMANDS).map(([name, command]) => run(name, command)))
const failed = results.filter(({ ok }) => !ok)
for (const { name, output } of failed) console.log(`\n=== ${name}\n${output}`)
console.log(
  results.map(({ name, ok, seconds }) => `${ok ? '✓' : '✗'} ${name} ${seconds.toFixed(1)} s`).join('   '),
)
process.exitCode = failed.length === 0 ? 0 : 1

async function run(name: string, [command = '', ...args]: readonly string[]) {
  const started = performance.now()
  const child = spawn('npx', ['--no-install', command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  const [exitCode]: unknown[] = await once(child, 'close')
  return { name, ok: exitCode === 0, output, seconds: (performance.now() - started) / 1000 }
}
