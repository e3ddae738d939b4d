import { Readable } from 'node:stream'
import { packageCheckSchema } from '#contract/package-check.ts'
import { badRequest, HttpError } from '#server/http/http-error.ts'
import type { Routes } from '#server/http/validation.ts'
import { FileChecker, type FileCheckerOptions } from './check-file.ts'

/** A check takes a download’s bandwidth and hashes all of it. */
const MAX_CHECKS = 2

/**
 * Fetches the file of a package for an operator, and answers with its size and hashes: one JSON object a line, with
 * progress first. It ends when the client leaves. A POST, so that only those who may write make this server fetch.
 */
export function registerPackageCheckRoute(routes: Routes, options: FileCheckerOptions): void {
  const checker = new FileChecker(options)
  routes.addHook('onClose', () => checker.close())
  let running = 0

  routes.post(
    '/platte/package-checks',
    { config: { compress: false }, schema: { body: packageCheckSchema } },
    ({ body }, reply) => {
      if (!URL.canParse(body.url)) throw badRequest('invalid-url', 'url must be an HTTP address.', 'url')
      if (running >= MAX_CHECKS)
        throw new HttpError(503, 'too-many-checks', `${MAX_CHECKS} files are being checked. Try again later.`)
      running += 1
      const left = new AbortController()
      reply.raw.once('close', () => {
        running -= 1
        left.abort()
      })
      return reply.type('application/x-ndjson').send(Readable.from(linesOf(checker, body.url, left.signal)))
    },
  )
}

async function* linesOf(checker: FileChecker, url: string, signal: AbortSignal): AsyncGenerator<string> {
  for await (const event of checker.check(url, signal)) yield `${JSON.stringify(event)}\n`
}
