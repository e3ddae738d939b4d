import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir, realpath, rm } from 'node:fs/promises'
import { createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { errorCode } from '#server/errors/error-code.ts'
import { StartError } from '#server/errors/start-error.ts'
import { createDirectory } from './create-directory.ts'
import { fileExists } from './file-exists.ts'

export interface DataDirectoryLock {
  release(): Promise<void>
}

/** In bytes. With the socket's name, a longer path doesn't fit into a socket address (108 bytes on Linux, 104 on macOS). */
const MAX_DIRECTORY_PATH = 88
/** A process that doesn't respond within this is busy, and alive nevertheless. */
const RESPONSE_TIMEOUT_MS = 1_000
const MAX_ATTEMPTS = 20

/** What the socket of another process shows about it. */
type Neighbour = { kind: 'dead' } | { kind: 'starting' } | { kind: 'holder'; pid: string | null }

/**
 * Makes this process the only user of the directory for as long as it lives: two processes would corrupt PostgreSQL's
 * files, and the embedded PostgreSQL has no lock of its own.
 *
 * Every process listens on a socket with a unique name in the directory and connects to the others'. The operating
 * system closes a socket when its process ends, however it ends, so a socket that refuses connections belongs to a dead
 * process and can be removed safely: its name is never used again. Unlike process ids, sockets also work between
 * containers that share the volume.
 */
export async function lockDataDirectory(directory: string): Promise<DataDirectoryLock> {
  const sockets = await socketsDirectory(directory)
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const own = await Claim.create(sockets)
    const neighbours = await findNeighbours(own)
    // A neighbour that connected just before this socket listened may have removed it as a dead one's.
    if (neighbours.length === 0 && (await fileExists(own.socket))) {
      own.hold()
      return own
    }
    await own.release()
    const holder = neighbours.find((neighbour) => neighbour.kind === 'holder')
    if (holder) throw inUse(directory, holder.pid)
    // Processes that start at the same moment all withdraw; a random delay decides which one is first next time.
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

/** This process's socket. It reports whether the process holds the directory or is still starting. */
class Claim implements DataDirectoryLock {
  readonly socket: string
  readonly #server = createServer()
  #state = 'starting'

  private constructor(socket: string) {
    this.socket = socket
    this.#server.unref().on('connection', (connection) => {
      connection.on('error', () => {})
      connection.end(this.#state)
    })
  }

  static async create(sockets: string): Promise<Claim> {
    const claim = new Claim(path.join(sockets, `${randomBytes(4).toString('hex')}.lock`))
    claim.#server.listen(claim.socket)
    await once(claim.#server, 'listening')
    return claim
  }

  hold(): void {
    this.#state = `holder ${process.pid}`
  }

  /** Closes the socket, which removes it. */
  async release(): Promise<void> {
    if (!this.#server.listening) return
    this.#server.close()
    await once(this.#server, 'close')
  }
}

/** Finds the other live processes, and removes the sockets of dead ones. */
async function findNeighbours(own: Claim): Promise<Neighbour[]> {
  const directory = path.dirname(own.socket)
  const names = (await readdir(directory)).filter((name) => name.endsWith('.lock'))
  const others = names.map((name) => path.join(directory, name)).filter((socket) => socket !== own.socket)
  const neighbours = await Promise.all(
    others.map(async (socket) => {
      const neighbour = await connectTo(socket)
      if (neighbour.kind === 'dead') await rm(socket, { force: true })
      return neighbour
    }),
  )
  return neighbours.filter((neighbour) => neighbour.kind !== 'dead')
}

function connectTo(socket: string): Promise<Neighbour> {
  return new Promise((resolve) => {
    const connection = createConnection(socket)
    let state = ''
    connection.setEncoding('utf8').setTimeout(RESPONSE_TIMEOUT_MS)
    connection.on('data', (text: string) => (state += text))
    connection.on('end', () => resolve(parseState(state)))
    connection.on('timeout', () => connection.destroy(new Error('no response')))
    connection.on('error', (error) => {
      const dead = ['ECONNREFUSED', 'ENOENT', 'ECONNRESET'].includes(errorCode(error) ?? '')
      resolve(dead ? { kind: 'dead' } : { kind: 'holder', pid: null })
    })
  })
}

function parseState(state: string): Neighbour {
  const [word, pid] = state.split(' ')
  return word === 'holder' ? { kind: 'holder', pid: pid ?? null } : { kind: 'starting' }
}

/** The directory itself; where its path is too long for a socket, one below the temporary directory named by its hash. */
export async function socketsDirectory(directory: string): Promise<string> {
  const real = await realpath(directory)
  if (Buffer.byteLength(real) <= MAX_DIRECTORY_PATH) return real
  const name = createHash('sha256').update(real).digest('hex').slice(0, 16)
  const directoryForSockets = path.join(tmpdir(), `platte-${name}`)
  await createDirectory(directoryForSockets)
  return directoryForSockets
}
