import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, Refusal } from './refusal.ts'

/** What is for programs: an address below that nobody answers is a mistake, and told as JSON. */
const NO_PAGES_BELOW = ['api', 'platte', 'v1']

/**
 * Serves the built dashboard from `directory`: its assets, which never change under one name, and for
 * every other path the page, which finds out by itself what to show.
 */
export async function registerDashboard(app: FastifyInstance, directory: string): Promise<void> {
  const root = path.resolve(directory)
  const files = filesIn(root)
  await app.register(fastifyStatic, { root, serve: false, preCompressed: true, cacheControl: false })

  app.get('/assets/*', async (request, reply) => {
    const file = pathOf(request).slice(1)
    if (!files.has(file)) throw notFound(`file ${pathOf(request)}`)
    reply.header('cache-control', 'public, max-age=31536000, immutable')
    return reply.sendFile(file)
  })

  app.get('/*', async (request, reply) => {
    refuseBelowNoPages(request)
    const file = pathOf(request).slice(1)
    reply.header('cache-control', 'no-cache')
    if (files.has(file) && file !== 'index.html') return reply.sendFile(file)
    return sendPage(files, reply)
  })

  app.route({
    method: ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/*',
    handler: async (request, reply) => {
      refuseBelowNoPages(request)
      reply.header('allow', 'GET, HEAD')
      throw new Refusal(405, 'method-not-allowed', 'The dashboard takes GET and HEAD only.')
    },
  })
}

function sendPage(files: ReadonlySet<string>, reply: FastifyReply): FastifyReply {
  if (files.has('index.html')) return reply.sendFile('index.html')
  throw new Refusal(
    503,
    'dashboard-not-built',
    'The dashboard isn’t built yet: run npm run build, then start again.',
  )
}

function refuseBelowNoPages(request: FastifyRequest): void {
  const asked = pathOf(request)
  if (NO_PAGES_BELOW.includes(asked.split('/')[1] ?? '')) throw notFound(`address ${asked} here`)
}

function pathOf({ url }: FastifyRequest): string {
  return url.replace(/[?#].*$/s, '')
}

/** Paths below the root with `/` between their parts, without what is hidden or only a compressed copy. */
function filesIn(root: string): ReadonlySet<string> {
  if (!existsSync(root)) return new Set()
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
  return new Set(files.filter((file) => !/(?:^|\/)\.|\.(?:br|gz)$/.test(file)))
}
