import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import { Agent, type Dispatcher, request } from 'undici'
import type { PackageCheckEvent } from '#contract/package-check.ts'
import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { errorMessage } from '#server/errors/error-message.ts'
import { createAddressGuard, ForbiddenAddressError, guardedLookup } from './public-address.ts'

/** For the answer to begin, and between two parts of it. */
const SILENCE_MS = 30 * SECOND_MS
/** For the whole file. */
const MAX_CHECK_MS = 30 * MINUTE_MS
/** Several times the largest Flatcar payload. */
const MAX_FILE_BYTES = 4 * 1024 ** 3
const MAX_REDIRECTS = 5
/** Between two reports of progress. */
const PROGRESS_BYTES = 4 * 1024 ** 2
/** Chrome OS auto update: how update_engine's payloads begin. */
const PAYLOAD_MAGIC = Buffer.from('CrAU')

export interface FileCheckerOptions {
  /** Networks that may be fetched from besides public addresses, in CIDR notation. */
  networks: readonly string[]
  /** Certificate authorities in PEM; null for those that Node.js trusts. */
  ca: readonly string[] | null
  /** In bytes. */
  largestFile?: number
}

/** Fetches files for operators, from public addresses and the networks of mirrors only. */
export class FileChecker {
  readonly #isAllowed
  readonly #agent: Agent
  readonly #largestFile: number

  constructor({ networks, ca, largestFile = MAX_FILE_BYTES }: FileCheckerOptions) {
    this.#isAllowed = createAddressGuard(networks)
    this.#largestFile = largestFile
    this.#agent = new Agent({
      headersTimeout: SILENCE_MS,
      bodyTimeout: SILENCE_MS,
      connect: {
        lookup: guardedLookup(this.#isAllowed),
        timeout: SILENCE_MS,
        ...(ca && { ca: [...ca] }),
      },
    })
  }

  async close(): Promise<void> {
    await this.#agent.destroy()
  }

  /** Reads the file without keeping it, and reports how far it is, then what it is or why it can't be read. */
  async *check(url: string, signal: AbortSignal): AsyncGenerator<PackageCheckEvent> {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(MAX_CHECK_MS)])
    try {
      const response = await this.#open(new URL(url), limited, MAX_REDIRECTS)
      if (typeof response === 'string') yield refused(response)
      else yield* this.#read(response)
    } catch (error) {
      if (!signal.aborted) yield describeFailure(error)
    }
  }

  /** Follows redirects, each to an allowed address. Returns why there is no file. */
  async #open(
    url: URL,
    signal: AbortSignal,
    redirectsLeft: number,
  ): Promise<Dispatcher.ResponseData | string> {
    if (!isPlainHttp(url)) return `${url.protocol}//… is not an HTTP address without a user name.`
    const host = url.hostname.replace(/^\[|\]$/g, '')
    // Sockets look up names only.
    if (isIP(host) !== 0 && !this.#isAllowed(host)) throw new ForbiddenAddressError(host)
    const response = await request(url.href, { dispatcher: this.#agent, signal, headers: { accept: '*/*' } })
    const { statusCode: status, headers, body } = response
    if (status === 200) return response
    await body.dump({ limit: 0 }).catch(() => undefined)
    const location = headers.location
    const target = typeof location === 'string' ? URL.parse(location, url.href) : null
    if (status < 300 || status >= 400 || !target) return `${url.host} responded with status ${status}.`
    if (redirectsLeft === 0) return `${url.host} redirects more than ${MAX_REDIRECTS} times.`
    return this.#open(target, signal, redirectsLeft - 1)
  }

  async *#read({ headers, body }: Dispatcher.ResponseData): AsyncGenerator<PackageCheckEvent> {
    const total = announcedSize(headers['content-length'])
    if (total !== null && total > this.#largestFile) {
      body.destroy()
      yield tooLarge(this.#largestFile)
      return
    }
    const [sha1, sha256] = [createHash('sha1'), createHash('sha256')]
    let [bytes, reported] = [0, 0]
    let start = Buffer.alloc(0)
    yield { kind: 'progress', bytes, total }
    for await (const chunk of body) {
      const part = Buffer.from(chunk)
      if (start.length < PAYLOAD_MAGIC.length)
        start = Buffer.concat([start, part.subarray(0, PAYLOAD_MAGIC.length)])
      bytes += part.length
      // Leaving the loop destroys the body.
      if (bytes > this.#largestFile) {
        yield tooLarge(this.#largestFile)
        return
      }
      sha1.update(part)
      sha256.update(part)
      if (bytes - reported < PROGRESS_BYTES) continue
      reported = bytes
      yield { kind: 'progress', bytes, total }
    }
    yield {
      kind: 'done',
      size: bytes,
      sha1: sha1.digest('base64'),
      sha256: sha256.digest('base64'),
      is_update_payload: start.subarray(0, PAYLOAD_MAGIC.length).equals(PAYLOAD_MAGIC),
    }
  }
}

const isPlainHttp = ({ protocol, username, password }: URL) =>
  ['http:', 'https:'].includes(protocol) && username === '' && password === ''

function announcedSize(header: string | string[] | undefined): number | null {
  const size = typeof header === 'string' && /^\d+$/.test(header) ? Number(header) : null
  return Number.isSafeInteger(size) ? size : null
}

const refused = (message: string): PackageCheckEvent => ({ kind: 'failed', reason: 'refused', message })

const tooLarge = (most: number): PackageCheckEvent => ({
  kind: 'failed',
  reason: 'too-large',
  message: `The file is larger than ${Math.round(most / 1024 ** 2)} MiB, and was not read to its end.`,
})

function describeFailure(error: unknown): PackageCheckEvent {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (cause instanceof ForbiddenAddressError)
    return {
      kind: 'failed',
      reason: 'unreachable',
      message: `${cause.message}, and this server fetches from public ones only. --mirror-network allows others.`,
    }
  return {
    kind: 'failed',
    reason: 'unreachable',
    message: `The file can’t be fetched from here: ${errorMessage(cause)}.`,
  }
}
