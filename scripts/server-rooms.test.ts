import path from 'node:path'
import { expect, test } from 'vitest'
import { readText, repositoryFiles } from './testing/repository-files.ts'

type Rooms = ReadonlyMap<string, ReadonlySet<string>>

/** The rooms of `server/` with the rooms that each imports; tests and what only they use may import any. */
function readServerRooms(): Rooms {
  const files = repositoryFiles('server').filter(
    (file) => file.endsWith('.ts') && !/\.test\.ts$|\/testing\//.test(file),
  )
  const rooms = new Map<string, Set<string>>()
  for (const file of files) {
    const room = roomOf(file)
    const imports = rooms.get(room) ?? new Set()
    rooms.set(room, imports)
    for (const [, absolute, relative] of readText(file).matchAll(
      /'(?:#(server\/[^']+\.ts)|(\.\/[^']+\.ts))'/g,
    )) {
      const imported = absolute ?? path.posix.join(path.posix.dirname(file), relative ?? '')
      if (roomOf(imported) !== room) imports.add(roomOf(imported))
    }
  }
  return rooms
}

/** The directory below `server/`, or the file directly in it. */
const roomOf = (file: string) => file.split('/').slice(0, 2).join('/')

/** The rooms of a cycle in the order of their imports; null where there is none. */
function findCycle(rooms: Rooms): string[] | null {
  const finished = new Set<string>()
  function visit(room: string, trail: readonly string[]): string[] | null {
    if (trail.includes(room)) return [...trail.slice(trail.indexOf(room)), room]
    if (finished.has(room)) return null
    for (const imported of rooms.get(room) ?? []) {
      const cycle = visit(imported, [...trail, room])
      if (cycle) return cycle
    }
    finished.add(room)
    return null
  }
  for (const room of rooms.keys()) {
    const cycle = visit(room, [])
    if (cycle) return cycle
  }
  return null
}

test('the rooms of the server import each other in one direction only', () => {
  const rooms = readServerRooms()
  expect(rooms.get('server/groups')).toContain('server/database')
  expect(findCycle(rooms)).toBeNull()
})

test('two rooms that import each other are found, however far apart', () => {
  const imports = {
    app: ['groups'],
    groups: ['channels', 'database'],
    channels: ['packages'],
    packages: ['groups'],
  }
  const rooms = new Map(Object.entries(imports).map(([room, imported]) => [room, new Set(imported)]))
  expect(findCycle(rooms)).toEqual(['groups', 'channels', 'packages', 'groups'])
  rooms.set('packages', new Set(['database']))
  expect(findCycle(rooms)).toBeNull()
})
