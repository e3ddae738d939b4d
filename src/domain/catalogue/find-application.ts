import type { Application } from '#contract/application.ts'

/** The application that a URL names: by its id or, as the server allows, by its product id in any case of letters. */
export function findApplication(
  applications: readonly Application[] | undefined,
  named: string | undefined,
): Application | undefined {
  if (named === undefined) return undefined
  const wanted = named.toLowerCase()
  return applications?.find(({ id, product_id }) => id === wanted || product_id?.toLowerCase() === wanted)
}
