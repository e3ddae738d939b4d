/** `npm test`: every check there is, one after the other. A failed one doesn't keep the others from running. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { notRun, type StepEnd, stepOutcome, type StepOutcome, summary } from './testing/step-outcome.ts'
import { TEST_STEPS, type TestStep } from './testing/test-steps.ts'

const outcomes: StepOutcome[] = []
for (const step of TEST_STEPS) {
  const needed = outcomes.find(({ name }) => name === step.needs)
  // oxlint-disable-next-line no-await-in-loop -- they would only be in each other's way
  outcomes.push(needed && needed.failed > 0 ? notRun(step) : stepOutcome(step, await run(step)))
}
console.log(`\n${summary(outcomes)}`)
process.exitCode = outcomes.some(({ failed }) => failed > 0) ? 1 : 0

async function run({ name, script: [script = '', ...args], report }: TestStep): Promise<StepEnd> {
  console.log(`\n=== ${name}: npm run ${[script, ...args].join(' ')}`)
  if (report) await rm(report.file, { force: true })
  const started = performance.now()
  const child = spawn('npm', ['run', '--silent', script, ...(args.length > 0 ? ['--', ...args] : [])], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [exitCode]: unknown[] = await once(child, 'exit')
  const seconds = (performance.now() - started) / 1000
  console.log(`=== ${name}: ${exitCode === 0 ? 'done' : 'failed'} in ${seconds.toFixed(1)} s`)
  const end = { seconds, exitCode: typeof exitCode === 'number' ? exitCode : null }
  return report ? { ...end, report: await readReport(report.file) } : end
}

async function readReport(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}
