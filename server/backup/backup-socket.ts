import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Clock } from '#server/clock.ts'
import { connectDatabase, type DatabaseLocation } from '#server/database/connect.ts'
import type { Database, DatabaseLog } from '#server/database/database.ts'
import { socketsDirectory } from '#server/database/data-directory-lock.ts'
import { postgresDirectory } from '#server/database/data-directory.ts'
import { errorCode } from '#server/errors/error-code.ts'
import { dropBackupSlot, writeBackup } from './write-backup.ts'

const SOCKET = 'backup.sock'

/**
 * Opens the database. While it is an embedded one in a directory, the process gives backups of it on a socket in that
 * directory, which only the same user reaches.
 */
export async function connectWithBackups(
  location: DatabaseLocation,
  clock: Clock,
  log: DatabaseLog,
): Promise<Database> {
  const database = await connectDatabase(location, log)
  if (location.kind === 'postgres' || location.directory === null) return database
  try {
    const { stop } = await serveBackups(location.directory, database, clock, log)
    return {
      ...database,
      close: async () => {
        await stop()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function serveBackups(
  directory: string,
  { db }: Database,
  clock: Clock,
  log: DatabaseLog,
): Promise<{ stop: () => Promise<void> }> {
  await dropBackupSlot(db)
  const socket = await backupSocket(directory)
  // This process holds the directory's lock, so what is there is a dead process's.
  await rm(socket, { force: true })
  let last: { response: ServerResponse; ended: Promise<void> } | null = null
  const respond = async (response: ServerResponse) => {
    const { stream, ended } = writeBackup(db, postgresDirectory(directory), clock.now())
    // A client that leaves is no fault; the database must leave the state of a backup in any case.
    await pipeline(stream, response).catch((error: unknown) => log(`A backup failed: ${String(error)}`))
    await ended
  }
  const server = createServer((_request, response) => {
    if (last !== null && !last.response.destroyed && !last.response.writableFinished) {
      response.writeHead(409).end('Another backup is running.')
      return
    }
    const before = last?.ended ?? Promise.resolve()
    last = { response, ended: before.then(() => respond(response)) }
  })
  server.listen(socket)
  await once(server, 'listening')
  server.unref()
  return {
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await last?.ended
    },
  }
}

/**
 * Asks the process that uses the directory for a backup. Null where no process does. The archive fails where it is
 * not whole.
 */
export async function requestBackup(directory: string): Promise<IncomingMessage | null> {
  const sent = request({ socketPath: await backupSocket(directory), path: '/' })
  sent.end()
  try {
    const [response]: IncomingMessage[] = await once(sent, 'response')
    return response ?? null
  } catch (error) {
    if (['ENOENT', 'ECONNREFUSED'].includes(errorCode(error) ?? '')) return null
    throw error
  }
}

const backupSocket = async (directory: string) => path.join(await socketsDirectory(directory), SOCKET)
