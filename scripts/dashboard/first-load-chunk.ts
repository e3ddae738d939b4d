import type { Rolldown } from 'vite'

/**
 * Puts all that an entry needs at once into one chunk. The bundler would make one of each set of modules that the same pages
 * use as well, which compresses worse: every browser loads them anyway.
 */
export function firstLoadChunk(entry: string): Rolldown.CodeSplittingGroup {
  let needed: ReadonlySet<string> | null = null
  return {
    debugName: 'first load',
    // Files of packages come with what imports them: those that only name others would bring all of these.
    test: (id) => !id.includes('node_modules'),
    name: (id, context) => {
      needed ??= staticImports(entry, context)
      return needed.has(id) ? 'first-load' : null
    },
  }
}

/** The modules that an entry imports, directly or not, but for those that it loads later. */
function staticImports(entry: string, context: Rolldown.ChunkingContext): ReadonlySet<string> {
  const found = new Set([entry])
  // A set goes on to what is added meanwhile.
  for (const id of found)
    for (const imported of context.getModuleInfo(id)?.importedIds ?? []) found.add(imported)
  return found
}
