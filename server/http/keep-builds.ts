import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'

/** This build and those before it, whose tabs may still be open. */
const KEPT_BUILDS = 3

/**
 * Copies a build's assets into a directory of their own below `directory`, where they stay when the build is replaced,
 * and deletes the oldest builds there. Returns the directories of the kept builds, newest first; each has `assets/`.
 * @param files paths relative to `root`, separated by `/`
 */
export async function keepBuild(
  root: string,
  files: ReadonlySet<string>,
  directory: string,
): Promise<string[]> {
  const id = createHash('sha256')
    .update([...files].toSorted().join('\n'))
    .digest('hex')
    .slice(0, 16)
  const kept = path.join(directory, id)
  await mkdir(directory, { recursive: true })
  if (!(await names(directory)).includes(id)) await copyAssets(root, kept)
  // The order in which builds were served, whenever they were made.
  const now = new Date()
  await utimes(kept, now, now)
  return deleteOldBuilds(directory, kept)
}

const names = async (directory: string) =>
  (await readdir(directory)).filter((name) => /^[\da-f]{16}$/.test(name))

/** Renamed into place when it is complete: a process may be killed, and another one may do the same. */
async function copyAssets(root: string, kept: string): Promise<void> {
  const unfinished = `${kept}.${process.pid}`
  await cp(path.join(root, 'assets'), path.join(unfinished, 'assets'), { recursive: true })
  await rename(unfinished, kept).catch(() => rm(unfinished, { recursive: true, force: true }))
}

async function deleteOldBuilds(directory: string, current: string): Promise<string[]> {
  const builds = await Promise.all(
    (await names(directory)).map(async (name) => {
      const build = path.join(directory, name)
      return { build, servedAt: build === current ? Infinity : (await stat(build)).mtimeMs }
    }),
  )
  const order = builds.toSorted((one, other) => other.servedAt - one.servedAt).map(({ build }) => build)
  await Promise.all(order.slice(KEPT_BUILDS).map((build) => rm(build, { recursive: true, force: true })))
  return order.slice(0, KEPT_BUILDS)
}
