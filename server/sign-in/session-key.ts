import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { errorCode } from '#server/errors/error-code.ts'
import { StartError } from '#server/errors/start-error.ts'

export interface SessionKey {
  /** 256 bits. */
  bytes: Uint8Array
  /** Tells keys apart without giving them away. */
  id: string
}

const MIN_LENGTH = 32

/**
 * Reads the key that encrypts tokens in the database: from `file`, or else from the data directory, where it is created.
 * Processes on one database need the same. Throws a `StartError` for a file that can't be read or is too short.
 */
export async function loadSessionKey(file: string | null, directory: string): Promise<SessionKey> {
  const text = file === null ? await readOrCreate(path.join(directory, 'session-key')) : await readKey(file)
  return sessionKey(text)
}

export function sessionKey(text: string): SessionKey {
  const bytes = createHash('sha256').update(`platte session key\n${text}`).digest()
  return { bytes, id: createHash('sha256').update(bytes).digest('base64url').slice(0, 12) }
}

async function readKey(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new StartError(`--session-key-file ${file} can't be read: ${String(error)}.`)
  })
  if (text.trim().length >= MIN_LENGTH) return text.trim()
  throw new StartError(`--session-key-file ${file} needs at least ${MIN_LENGTH} random characters.`)
}

async function readOrCreate(file: string): Promise<string> {
  try {
    await mkdir(path.dirname(file), { recursive: true })
    // Of two processes that start at once, one creates it.
    await writeFile(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (errorCode(error) !== 'EEXIST')
      throw new StartError(`The session key ${file} can't be created: ${String(error)}.`)
  }
  return (await readFile(file, 'utf8')).trim()
}
