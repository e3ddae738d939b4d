import path from 'node:path'
import { expect, test } from 'vitest'
import { readText, repositoryFiles } from './testing/repository-files.ts'

type Folders = ReadonlyMap<string, ReadonlySet<string>>

/** The folders of `server/` with the folders that each imports; tests and what only they use may import any. */
function readServerFolders(): Folders {
  const files = repositoryFiles('server').filter(
    (file) => file.endsWith('.ts') && !/\.test\.ts$|\/testing\//.test(file),
  )
  const folders = new Map<string, Set<string>>()
  for (const file of files) {
    const folder = folderOf(file)
    const imports = folders.get(folder) ?? new Set()
    folders.set(folder, imports)
    for (const [, absolute, relative] of readText(file).matchAll(
      /'(?:#(server\/[^']+\.ts)|(\.\/[^']+\.ts))'/g,
    )) {
      const imported = absolute ?? path.posix.join(path.posix.dirname(file), relative ?? '')
      if (folderOf(imported) !== folder) imports.add(folderOf(imported))
    }
  }
  return folders
}

/** The directory below `server/`, or the file directly in it. */
const folderOf = (file: string) => file.split('/').slice(0, 2).join('/')

/** The folders of a cycle in the order of their imports; null where there is none. */
function findCycle(folders: Folders): string[] | null {
  const finished = new Set<string>()
  function visit(folder: string, trail: readonly string[]): string[] | null {
    if (trail.includes(folder)) return [...trail.slice(trail.indexOf(folder)), folder]
    if (finished.has(folder)) return null
    for (const imported of folders.get(folder) ?? []) {
      const cycle = visit(imported, [...trail, folder])
      if (cycle) return cycle
    }
    finished.add(folder)
    return null
  }
  for (const folder of folders.keys()) {
    const cycle = visit(folder, [])
    if (cycle) return cycle
  }
  return null
}

test('the folders of the server import each other in one direction only', () => {
  const folders = readServerFolders()
  expect(folders.get('server/groups')).toContain('server/database')
  expect(findCycle(folders)).toBeNull()
})

test('two folders that import each other are found, however far apart', () => {
  const imports = {
    app: ['groups'],
    groups: ['channels', 'database'],
    channels: ['packages'],
    packages: ['groups'],
  }
  const folders = new Map(Object.entries(imports).map(([folder, imported]) => [folder, new Set(imported)]))
  expect(findCycle(folders)).toEqual(['groups', 'channels', 'packages', 'groups'])
  folders.set('packages', new Set(['database']))
  expect(findCycle(folders)).toBeNull()
})
