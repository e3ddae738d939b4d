import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Whom PostgreSQL may run as when root starts it: it refuses to be root itself. */
const UNPRIVILEGED_USERS = ['postgres', 'nobody']

/** For `spawn`: empty where the process may run as whoever we are. */
export type RunAs = { uid: number; gid: number } | Record<string, never>

/** Throws when we are root and no user is there to be instead. */
export async function runUnprivileged(): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {}
  for (const user of UNPRIVILEGED_USERS) {
    const ids = await idsOf(user)
    if (ids) return ids
  }
  throw new Error(
    `PostgreSQL refuses to run as root, and there is no user ${UNPRIVILEGED_USERS.join(' or ')}`,
  )
}

async function idsOf(user: string): Promise<{ uid: number; gid: number } | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return null
  }
}
