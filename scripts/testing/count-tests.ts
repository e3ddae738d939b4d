import * as z from 'zod/mini'

export interface TestCounts {
  passed: number
  failed: number
  skipped: number
}

const vitestSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

/** Of Vitest's JSON report. A file that fails before its first test counts as one that failed. */
export function countVitest(report: unknown): TestCounts {
  const { testResults, ...counts } = vitestSchema.parse(report)
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  return {
    passed: counts.numPassedTests,
    failed: counts.numFailedTests + broken.length,
    skipped: counts.numPendingTests + counts.numTodoTests,
  }
}

const playwrightSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
})

/** Of Playwright's JSON report. One that passes only at a second try has failed, and so has what fails outside of tests. */
export function countPlaywright(report: unknown): TestCounts {
  const { stats, errors } = playwrightSchema.parse(report)
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }
}

const pagesSchema = z.object({
  pages: z.array(z.object({ heading: z.string(), complaints: z.array(z.string()) })),
})

/** Of the report of `npm run e2e:firefox`: each page is a test; one is skipped where there was no Firefox. */
export function countFirefoxPages(report: unknown): TestCounts {
  const { pages } = pagesSchema.parse(report)
  const passed = pages.filter(({ heading, complaints }) => heading !== '' && complaints.length === 0).length
  return { passed, failed: pages.length - passed, skipped: pages.length === 0 ? 1 : 0 }
}
