import * as z from 'zod/mini'

/** Vite's `manifest.json`: each chunk by its source, and what it needs. */
export const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.optional(z.array(z.string())),
    css: z.optional(z.array(z.string())),
  }),
)
export type Manifest = z.infer<typeof manifestSchema>

/**
 * The scripts and styles that these chunks can't do without, each once; what is imported only when it is needed is
 * none of them. A chunk that isn't in the manifest is a part of another one.
 */
export function firstLoadFiles(manifest: Manifest, chunks: readonly string[]): string[] {
  const files = new Set<string>()
  const seen = new Set<string>()
  const visit = (name: string): void => {
    const chunk = manifest[name]
    if (seen.has(name) || !chunk) return
    seen.add(name)
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file)
    for (const needed of chunk.imports ?? []) visit(needed)
  }
  for (const name of chunks) visit(name)
  return [...files]
}
