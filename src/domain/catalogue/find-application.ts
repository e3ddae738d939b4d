import type { Application } from '#contract/application.ts'

/** Finds an application by its id or, as the server does, by its product id in any case. */
export function findApplication(
  applications: readonly Application[] | undefined,
  named: string | undefined,
): Application | undefined {
  if (named === undefined) return undefined
  const wanted = named.toLowerCase()
  return applications?.find(({ id, product_id }) => id === wanted || product_id?.toLowerCase() === wanted)
}
