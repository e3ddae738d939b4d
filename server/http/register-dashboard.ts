import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isPagePath } from '#contract/page-paths.ts'
import { notFound, HttpError } from './http-error.ts'
import { keepBuild } from './keep-builds.ts'

/** Prefixes of APIs: an unknown address below one is an error in JSON, not the dashboard's page. */
const API_PREFIXES = ['api', 'platte', 'v1']

/**
 * Serves the built dashboard from `directory`: assets, which are immutable since their names contain a hash, and for the
 * path of each page the same HTML, whose router reads the path. Any other path is a 404: for a browser with that HTML,
 * which says so, and in JSON for everyone else, who would take it for the file or metrics that they expect.
 * @param keepIn where the assets of the builds before are kept, which open tabs may still request; null to keep none
 */
export async function registerDashboard(
  app: FastifyInstance,
  directory: string,
  keepIn: string | null,
): Promise<void> {
  const root = path.resolve(directory)
  const files = watchBuiltFiles(root)
  const earlier = keepIn === null ? [] : await earlierBuilds(app, root, keepIn)
  await app.register(fastifyStatic, { root, serve: false, preCompressed: true, cacheControl: false })

  app.get('/*', { config: { access: 'public' } }, async (request, reply) => {
    const pathname = pathOf(request)
    refuseApiPath(pathname)
    const file = pathname.slice(1)
    const isFile = files.has(file) && file !== 'index.html'
    if (isBelow(pathname, 'assets')) {
      const build = isFile ? root : earlier.find(({ assets }) => assets.has(file))?.build
      if (build === undefined) throw notFound(`file ${pathname}`)
      reply.header('cache-control', 'public, max-age=31536000, immutable')
      return reply.sendFile(file, build)
    }
    reply.header('cache-control', 'no-cache')
    if (isFile) return reply.sendFile(file)
    if (isPagePath(pathname) || file === 'index.html') return sendPage(files, reply)
    reply.header('vary', 'accept')
    if (!acceptsHtml(request)) throw notFound(`address ${pathname} here`)
    return sendPage(files, reply.code(404))
  })

  app.route({
    method: ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/*',
    config: { access: 'public' },
    handler: async (request, reply) => {
      refuseApiPath(pathOf(request))
      reply.header('allow', 'GET, HEAD, OPTIONS')
      if (request.method === 'OPTIONS') return reply.code(204).send()
      throw new HttpError(405, 'method-not-allowed', 'The dashboard takes GET and HEAD only.')
    },
  })
}

function sendPage(files: Files, reply: FastifyReply): FastifyReply {
  if (files.has('index.html')) return reply.sendFile('index.html')
  throw new HttpError(
    503,
    'dashboard-not-built',
    'The dashboard isn’t built yet: run npm run build, then start again.',
  )
}

function refuseApiPath(pathname: string): void {
  if (API_PREFIXES.some((name) => isBelow(pathname, name))) throw notFound(`address ${pathname} here`)
}

/** Browsers name HTML when they navigate; other clients don't, or accept anything. */
const acceptsHtml = ({ headers }: FastifyRequest) => headers.accept?.includes('text/html') ?? false

const isBelow = (pathname: string, name: string) => pathname.split('/')[1] === name

function pathOf({ url }: FastifyRequest): string {
  return url.replace(/[?#].*$/s, '')
}

interface EarlierBuild {
  build: string
  assets: ReadonlySet<string>
}

/** The kept builds, this one included, since its files may be replaced while it is served. */
async function earlierBuilds(app: FastifyInstance, root: string, keepIn: string): Promise<EarlierBuild[]> {
  if (pageAge(root) === null) return []
  try {
    const builds = await keepBuild(root, filesIn(root), path.resolve(keepIn))
    return builds.map((build) => ({ build, assets: filesIn(build) }))
  } catch (error) {
    app.log.error(
      error,
      `Failed to keep the dashboard’s assets in ${keepIn}: tabs may need a reload after an upgrade`,
    )
    return []
  }
}

interface Files {
  has(file: string): boolean
}

/** The built files. A page with another age means a new build, whose files are listed again. */
function watchBuiltFiles(root: string): Files {
  let builtAt = pageAge(root)
  let files = builtAt === null ? new Set() : filesIn(root)
  return {
    has: (file) => {
      const age = pageAge(root)
      if (age !== builtAt) {
        builtAt = age
        files = age === null ? new Set() : filesIn(root)
      }
      return files.has(file)
    },
  }
}

/** When the page was built, in milliseconds; null where there is none. */
function pageAge(root: string): number | null {
  return statSync(path.join(root, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? null
}

/** Paths relative to the root, separated by `/`; without hidden files and compressed copies. */
function filesIn(root: string): ReadonlySet<string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
  return new Set(files.filter((file) => !/(?:^|\/)\.|\.(?:br|gz)$/.test(file)))
}
