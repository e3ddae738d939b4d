export interface PeriodicTask {
  /** Cancels the schedule and waits for a run in progress. */
  stop(): Promise<void>
}

interface PeriodicTaskOptions {
  intervalMs: number
  /** Whether the first run starts at once, instead of after the first interval. */
  runAtStart: boolean
  /** Called with what a run throws; the schedule continues. */
  onError: (error: unknown) => void
}

/** Runs `task` at an interval, one run at a time: a run that takes longer skips the next. Keeps no process alive. */
export function startPeriodicTask(
  task: () => Promise<void>,
  { intervalMs, runAtStart, onError }: PeriodicTaskOptions,
): PeriodicTask {
  let running: Promise<void> | null = null
  const runUnlessRunning = () => {
    running ??= task()
      .catch(onError)
      .finally(() => {
        running = null
      })
  }
  const timer = setInterval(runUnlessRunning, intervalMs)
  timer.unref()
  if (runAtStart) runUnlessRunning()
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
