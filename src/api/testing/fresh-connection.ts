import { onTestFinished } from 'vitest'
import { connection, INITIAL_CONNECTION } from '#src/api/connection.ts'

/** Gives a test the connection of a page that has just opened, whatever earlier tests of the process have received. */
export function startFreshConnection(): void {
  const before = connection.get()
  connection.set(INITIAL_CONNECTION)
  onTestFinished(() => connection.set(before))
}
