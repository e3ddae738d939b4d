import { migratedTemplate } from '#server/testing/migrated-template.ts'

/** Once a run: the template of the embedded databases, which takes longer than a test may where there is none yet. */
export async function setup(): Promise<void> {
  await migratedTemplate()
}
