import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { repository } from './testing/repository-files.ts'

const run = promisify(execFile)

/** The server's folders that know no noun. */
const SERVER_FOUNDATION = [
  'server/errors',
  'server/concurrency',
  'server/access',
  'server/http',
  'server/database',
  'server/config',
  'server/audit',
] as const

/** The folders of src/domain: each may import those before it. */
const DOMAIN = [
  'catalogue',
  'nodes',
  'versions',
  'policy',
  'rollout',
  'forecast',
  'impact',
  'promotion',
  'attention',
  'audit',
].map((folder) => `src/domain/${folder}`)

/** What every feature may import. */
const BELOW_FEATURES = [
  'contract',
  'src/lib',
  'src/ui',
  'src/domain',
  'src/api',
  'src/routes',
  'src/writes',
] as const

/** Two features, and the folders of the largest one, which import each other in one direction. */
const FEATURES = [
  'src/features/fleet',
  'src/features/rollout',
  'src/features/nodes/cells',
  'src/features/nodes/search',
  'src/features/nodes/reading',
  'src/features/nodes/group',
  'src/features/nodes/export',
  'src/features/nodes/explorer',
] as const

/** Which folders a folder may import; the linter must refuse anything else. `src/domain` stands for all folders in it. */
const FOLDERS = {
  contract: [],
  'src/lib': [],
  'src/ui': ['src/lib'],
  'src/domain': ['contract', 'src/lib', 'src/ui'],
  'src/api': ['contract', 'src/lib'],
  'src/routes': ['contract', 'src/lib', 'src/domain'],
  'src/writes': ['contract', 'src/lib', 'src/ui', 'src/domain', 'src/api'],
  'src/features/fleet': BELOW_FEATURES,
  'src/features/rollout': BELOW_FEATURES,
  'src/features/nodes/cells': BELOW_FEATURES,
  'src/features/nodes/search': BELOW_FEATURES,
  'src/features/nodes/reading': BELOW_FEATURES,
  'src/features/nodes/group': [...BELOW_FEATURES, 'src/features/nodes/cells', 'src/features/nodes/search'],
  'src/features/nodes/export': [...BELOW_FEATURES, 'src/features/nodes/reading'],
  'src/features/nodes/explorer': [
    ...BELOW_FEATURES,
    'src/features/nodes/cells',
    'src/features/nodes/search',
    'src/features/nodes/reading',
    'src/features/nodes/export',
  ],
  'src/pages': [...BELOW_FEATURES, ...FEATURES],
  'src/app': [...BELOW_FEATURES, ...FEATURES, 'src/pages'],
  'server/errors': ['contract'],
  'server/concurrency': ['contract', 'server/errors'],
  'server/access': ['contract', 'server/errors'],
  'server/http': ['contract', 'server/errors'],
  'server/database': ['contract', 'server/errors', 'server/concurrency'],
  'server/config': ['contract', 'server/errors', 'server/database', 'server/http'],
  'server/audit': ['contract', 'server/errors', 'server/access', 'server/database', 'server/http'],
  'server/groups': ['contract', ...SERVER_FOUNDATION],
  scripts: ['contract', ...SERVER_FOUNDATION, 'server/groups'],
  bench: ['contract', ...SERVER_FOUNDATION, 'server/groups', 'scripts'],
  e2e: ['contract', 'scripts'],
} as const

const allowedImports = new Map(
  Object.entries(FOLDERS).flatMap(([folder, imports]: [string, readonly string[]]): [string, string[]][] => {
    const allowed = imports.flatMap((imported) => (imported === 'src/domain' ? DOMAIN : imported))
    if (folder !== 'src/domain') return [[folder, allowed]]
    return DOMAIN.map((part, place) => [part, [...allowed, ...DOMAIN.slice(0, place)]])
  }),
)
const folders = [...allowedImports.keys()]
/** No folder has a name for these two. */
const nameless = ['bench', 'e2e']

const WAYS = {
  static: (from: string) => `import { x } from '${from}'\nexport const y = x\n`,
  type: (from: string) => `import type { x } from '${from}'\nexport type Y = typeof x\n`,
  again: (from: string) => `export { x } from '${from}'\n`,
  lazy: (from: string) => `export const y = () => import('${from}')\n`,
}

interface Snippet {
  file: string
  text: string
  allowed: boolean
}

const snippets: Snippet[] = [...allowedImports].flatMap(([folder, allowed]) =>
  folders
    .filter((target) => target !== folder)
    .flatMap((target) => {
      const absolute = nameless.includes(target)
        ? []
        : [{ from: `#${target}/deep/x.ts`, ok: allowed.includes(target) }]
      const relative = { from: path.posix.relative(`${folder}/deep`, `${target}/x.ts`), ok: false }
      return [...absolute, relative].flatMap(({ from, ok }, place) =>
        Object.entries(WAYS).map(([way, text]) => ({
          file: `${folder}/deep/${way}-${place}-${target.replaceAll('/', '-')}.ts`,
          text: text(from),
          allowed: ok,
        })),
      )
    }),
)

const importing = (file: string, from: string, allowed: boolean): Snippet => ({
  file,
  text: WAYS.static(from),
  allowed,
})

/** The server is wired from the top: main, then app, then routes. */
snippets.push(
  importing('server/groups/deep/app.ts', '#server/app.ts', false),
  importing('server/groups/deep/main.ts', '#server/main.ts', false),
  importing('server/groups/deep/testing.ts', '#server/testing/x.ts', false),
  importing('server/groups/deep/other-routes.ts', '#server/channels/channel-routes.ts', false),
  importing('server/groups/group-queries.ts', './group-routes.ts', false),
  importing('server/groups/group-routes.ts', './group-queries.ts', true),
  importing('server/groups/groups.test.ts', '#server/app.ts', true),
  importing('server/testing/x.ts', '#server/app.ts', true),
  importing('server/app.ts', '#server/groups/group-routes.ts', true),
  importing('server/audit/deep/context.ts', '#server/context.ts', true),
)

test('every folder of the domain has its place in their order', async () => {
  const entries = await readdir(path.join(repository, 'src/domain'))
  expect(
    entries
      .filter((folder) => folder !== 'testing')
      .map((folder) => `src/domain/${folder}`)
      .toSorted(),
  ).toEqual(DOMAIN.toSorted())
})

const reportSchema = z.object({
  diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })),
})

test('the linter lets imports go one way, however they are written', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'platte-imports-'))
  try {
    await copyFile(path.join(repository, '.oxlintrc.json'), path.join(directory, '.oxlintrc.json'))
    await Promise.all(snippets.map((snippet) => write(directory, snippet)))
    const refused = await refusedImports(directory)
    expect(
      snippets.filter(({ file, allowed }) => !allowed && !refused.has(file)).map(({ file }) => file),
    ).toEqual([])
    expect(
      snippets.filter(({ file, allowed }) => allowed && refused.has(file)).map(({ file }) => file),
    ).toEqual([])
  } finally {
    await rm(directory, { recursive: true })
  }
}, 120_000)

async function write(directory: string, { file, text }: Snippet): Promise<void> {
  const place = path.join(directory, file)
  await mkdir(path.dirname(place), { recursive: true })
  await writeFile(place, text)
}

/** The files in which the linter finds an import that must not be. */
async function refusedImports(directory: string): Promise<Set<string>> {
  const oxlint = path.join(repository, 'node_modules', '.bin', 'oxlint')
  const { stdout } = await run(oxlint, ['--format=json', '.'], {
    cwd: directory,
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: unknown) => {
    // It ends with 1 where it finds something.
    if (error instanceof Error && 'stdout' in error) return { stdout: String(error.stdout) }
    throw error
  })
  const { diagnostics } = reportSchema.parse(JSON.parse(stdout))
  return new Set(
    diagnostics.filter(({ code }) => code.includes('no-restricted-imports')).map(({ filename }) => filename),
  )
}
