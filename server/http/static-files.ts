import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, HttpError } from './http-error.ts'

/** What is for programs: an address below that nobody answers is a mistake, and told as JSON. */
const NO_PAGES_BELOW = ['api', 'platte', 'v1']

/**
 * Serves the built dashboard from `directory`: its assets, which never change under one name, and for
 * every other path the page, which finds out by itself what to show.
 */
export async function registerDashboard(app: FastifyInstance, directory: string): Promise<void> {
  const root = path.resolve(directory)
  const files = watchedFiles(root)
  await app.register(fastifyStatic, { root, serve: false, preCompressed: true, cacheControl: false })

  app.get('/*', async (request, reply) => {
    const asked = pathOf(request)
    refuseBelowNoPages(asked)
    const file = asked.slice(1)
    const isFile = files.has(file) && file !== 'index.html'
    if (isBelow(asked, 'assets')) {
      if (!isFile) throw notFound(`file ${asked}`)
      reply.header('cache-control', 'public, max-age=31536000, immutable')
    } else {
      reply.header('cache-control', 'no-cache')
    }
    return isFile ? reply.sendFile(file) : sendPage(files, reply)
  })

  app.route({
    method: ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/*',
    handler: async (request, reply) => {
      refuseBelowNoPages(pathOf(request))
      reply.header('allow', 'GET, HEAD')
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

function refuseBelowNoPages(asked: string): void {
  if (NO_PAGES_BELOW.some((name) => isBelow(asked, name))) throw notFound(`address ${asked} here`)
}

const isBelow = (asked: string, name: string) => asked.split('/')[1] === name

function pathOf({ url }: FastifyRequest): string {
  return url.replace(/[?#].*$/s, '')
}

interface Files {
  has(file: string): boolean
}

/** What is built, also when it is built anew while it is served: then its page has another age. */
function watchedFiles(root: string): Files {
  let builtAt = pageAge(root)
  let files = builtAt === null ? new Set() : filesIn(root)
  return {
    has: (file) => {
      const age = files.has(file) ? builtAt : pageAge(root)
      if (age !== builtAt) {
        builtAt = age
        files = age === null ? new Set() : filesIn(root)
      }
      return files.has(file)
    },
  }
}

/** When the page was built, in milliseconds; null where it isn't there. */
function pageAge(root: string): number | null {
  return statSync(path.join(root, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? null
}

/** Paths below the root with `/` between their parts, without what is hidden or only a compressed copy. */
function filesIn(root: string): ReadonlySet<string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
  return new Set(files.filter((file) => !/(?:^|\/)\.|\.(?:br|gz)$/.test(file)))
}
