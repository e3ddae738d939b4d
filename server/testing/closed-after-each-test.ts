import { afterEach } from 'vitest'

/** A list for what a test opens: each function is called after the test that adds it, the last one first. */
export function closedAfterEachTest(): (() => unknown)[] {
  const closing: (() => unknown)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close()
  })
  return closing
}
