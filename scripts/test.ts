/** `npm test`: every check there is, in two tracks side by side. A failed one doesn't keep the others from running. */
import { type RunningStep, runStep } from './testing/run-step.ts'
import { notRun, stepOutcome, type StepOutcome, summary } from './testing/step-outcome.ts'
import { TEST_TRACKS, type TestStep } from './testing/test-steps.ts'

const running = new Set<RunningStep>()
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = true
    for (const step of running) step.stop()
  })
}

async function runTrack(steps: readonly TestStep[]): Promise<StepOutcome[]> {
  const outcomes: StepOutcome[] = []
  for (const step of steps) {
    const needed = outcomes.find(({ name, failed }) => name === step.needs && failed > 0)
    if (interrupted) outcomes.push(notRun(step, 'it was interrupted'))
    else if (needed) outcomes.push(notRun(step, `${needed.name} failed`))
    else outcomes.push(await run(step))
  }
  return outcomes
}

async function run(step: TestStep): Promise<StepOutcome> {
  console.log(`=== ${step.name}: npm run ${step.script.join(' ')}`)
  const started = runStep(step, (line) => console.log(`${step.name} | ${line}`))
  running.add(started)
  const outcome = stepOutcome(step, await started.end)
  running.delete(started)
  console.log(
    `=== ${step.name}: ${outcome.failed === 0 ? 'done' : 'failed'} in ${outcome.seconds.toFixed(1)} s`,
  )
  return outcome
}

const outcomes = (await Promise.all(TEST_TRACKS.map(runTrack))).flat()
console.log(`\n${summary(outcomes)}`)
process.exitCode = outcomes.some(({ failed }) => failed > 0) ? 1 : 0
