import { MINUTE_MS } from '#contract/time-units.ts'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { StepEnd } from './step-outcome.ts'
import type { TestStep } from './test-steps.ts'

/** Far more than any step takes: one that hangs must not keep the others from being reported. */
const MAX_STEP_MS = 40 * MINUTE_MS

export interface RunningStep {
  end: Promise<StepEnd>
  /** Ends it with everything that it started. */
  stop: () => void
}

/** Runs the npm script of a step; `say` gets what it prints, a line at a time. */
export function runStep(
  { script: [script = '', ...args], report }: TestStep,
  say: (line: string) => void,
): RunningStep {
  // The report of an earlier run must not count for this one.
  if (report) rmSync(report.file, { force: true })
  const started = performance.now()
  const command = ['run', '--silent', script, ...(args.length > 0 ? ['--', ...args] : [])]
  // In a group of its own, since npm doesn't hand signals on to what a script starts.
  const child = spawn('npm', command, { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', say)
  const stop = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
  }
  const end = async (): Promise<StepEnd> => {
    const impatience = setTimeout(stop, MAX_STEP_MS)
    const [exitCode]: unknown[] = await once(child, 'close')
    clearTimeout(impatience)
    return {
      seconds: (performance.now() - started) / 1000,
      exitCode: typeof exitCode === 'number' ? exitCode : null,
      ...(report && { report: await readReport(report.file) }),
    }
  }
  return { end: end(), stop }
}

async function readReport(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}
