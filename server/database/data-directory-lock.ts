import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { access, mkdir, readdir, realpath, rm } from 'node:fs/promises'
import { createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { errorCode } from '#server/errors/error-code.ts'
import { StartError } from '#server/errors/start-error.ts'

export interface DataDirectoryLock {
  release(): Promise<void>
}

/** A longer path doesn't fit, with the socket's name, into an address (108 bytes on Linux, 104 on macOS). */
const MAX_DIRECTORY_PATH = 88
/** A holder that is too busy to answer within this is alive nevertheless. */
const ANSWER_TIMEOUT_MS = 1_000
const ATTEMPTS = 20

type Neighbour = { kind: 'dead' } | { kind: 'starting' } | { kind: 'holder'; pid: string | null }

/**
 * Makes this process the only one that uses the directory, for as long as it lives: PostgreSQL's
 * files don't bear two, and the embedded one doesn't guard them.
 *
 * Every process listens on a socket of its own name and looks at the others'. The system closes the
 * socket when the process dies, however it dies, so a socket that nobody answers on is a dead one's
 * and can be removed without harm: its name is never used again. Sockets are seen from other
 * containers on the same volume too, where process ids mean nothing.
 */
export async function lockDataDirectory(directory: string): Promise<DataDirectoryLock> {
  const sockets = await socketsDirectory(directory)
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const own = await Claim.make(sockets)
    const neighbours = await lookAround(own)
    // A neighbour that looked at the very moment ours opened took it for a dead one's.
    if (neighbours.length === 0 && (await exists(own.socket))) {
      own.hold()
      return own
    }
    await own.release()
    const holder = neighbours.find((neighbour) => neighbour.kind === 'holder')
    if (holder) throw inUse(directory, holder.pid)
    // Two that start at the same moment both withdraw; chance decides who comes first next time.
    await delay(20 + Math.random() * 200)
  }
  throw inUse(directory, null)
}

function inUse(directory: string, pid: string | null): StartError {
  const by = pid === null ? 'another process' : `another process (pid ${pid})`
  return new StartError(
    `The data directory ${directory} is in use by ${by}: stop it, or name another directory with --data.`,
  )
}

/** A socket that says whether its process holds the directory or is still looking around. */
class Claim implements DataDirectoryLock {
  readonly socket: string
  readonly #server = createServer()
  #answer = 'starting'

  private constructor(socket: string) {
    this.socket = socket
    this.#server.unref().on('connection', (connection) => {
      connection.on('error', () => {})
      connection.end(this.#answer)
    })
  }

  static async make(sockets: string): Promise<Claim> {
    const claim = new Claim(path.join(sockets, `${randomBytes(4).toString('hex')}.lock`))
    claim.#server.listen(claim.socket)
    await once(claim.#server, 'listening')
    return claim
  }

  hold(): void {
    this.#answer = `holder ${process.pid}`
  }

  /** Closes the socket, which removes it. */
  async release(): Promise<void> {
    this.#server.close()
    await once(this.#server, 'close')
  }
}

/** Who else is alive; what the dead left behind is removed. */
async function lookAround(own: Claim): Promise<Neighbour[]> {
  const directory = path.dirname(own.socket)
  const names = (await readdir(directory)).filter((name) => name.endsWith('.lock'))
  const others = names.map((name) => path.join(directory, name)).filter((socket) => socket !== own.socket)
  const neighbours = await Promise.all(
    others.map(async (socket) => {
      const neighbour = await ask(socket)
      if (neighbour.kind === 'dead') await rm(socket, { force: true })
      return neighbour
    }),
  )
  return neighbours.filter((neighbour) => neighbour.kind !== 'dead')
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}

function ask(socket: string): Promise<Neighbour> {
  return new Promise((resolve) => {
    const connection = createConnection(socket)
    let answer = ''
    connection.setEncoding('utf8').setTimeout(ANSWER_TIMEOUT_MS)
    connection.on('data', (text: string) => (answer += text))
    connection.on('end', () => resolve(readAnswer(answer)))
    connection.on('timeout', () => connection.destroy(new Error('no answer')))
    connection.on('error', (error) => {
      const dead = ['ECONNREFUSED', 'ENOENT', 'ECONNRESET'].includes(errorCode(error) ?? '')
      resolve(dead ? { kind: 'dead' } : { kind: 'holder', pid: null })
    })
  })
}

function readAnswer(answer: string): Neighbour {
  const [word, pid] = answer.split(' ')
  return word === 'holder' ? { kind: 'holder', pid: pid ?? null } : { kind: 'starting' }
}

/** The directory itself, or where its path is too long for a socket one that only it leads to. */
async function socketsDirectory(directory: string): Promise<string> {
  const real = await realpath(directory)
  if (Buffer.byteLength(real) <= MAX_DIRECTORY_PATH) return real
  const name = createHash('sha256').update(real).digest('hex').slice(0, 16)
  const elsewhere = path.join(tmpdir(), `platte-${name}`)
  await mkdir(elsewhere, { recursive: true, mode: 0o700 })
  return elsewhere
}
