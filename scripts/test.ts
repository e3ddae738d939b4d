/** `npm test`: every check there is, one after the other. A failed one doesn't keep the others from running. */
import { type RunningStep, runStep } from './testing/run-step.ts'
import { notRun, stepOutcome, type StepOutcome, summary } from './testing/step-outcome.ts'
import { TEST_STEPS } from './testing/test-steps.ts'

const outcomes: StepOutcome[] = []
let running: RunningStep | null = null
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = true
    running?.stop()
  })
}

for (const step of TEST_STEPS) {
  const needed = outcomes.find(({ name, failed }) => name === step.needs && failed > 0)
  if (interrupted) outcomes.push(notRun(step, 'it was interrupted'))
  else if (needed) outcomes.push(notRun(step, `${needed.name} failed`))
  else {
    console.log(`\n=== ${step.name}: npm run ${step.script.join(' ')}`)
    running = runStep(step)
    // oxlint-disable-next-line no-await-in-loop -- they would only be in each other's way
    const outcome = stepOutcome(step, await running.end)
    console.log(
      `=== ${step.name}: ${outcome.failed === 0 ? 'done' : 'failed'} in ${outcome.seconds.toFixed(1)} s`,
    )
    outcomes.push(outcome)
  }
}
console.log(`\n${summary(outcomes)}`)
process.exitCode = outcomes.some(({ failed }) => failed > 0) ? 1 : 0
