import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { errorCode } from '#server/errors/error-code.ts'
import { fileExists } from './file-exists.ts'

/**
 * Creates a directory that only this user can read, and its parents; one that exists stays as it is. Node's own
 * recursive `mkdir` never ends below `/proc`, where a directory can't be created although its parent exists.
 */
export async function createDirectory(directory: string): Promise<void> {
  const parent = path.dirname(path.resolve(directory))
  if (!(await fileExists(parent))) await createDirectory(parent)
  try {
    await mkdir(directory, { mode: 0o700 })
  } catch (error) {
    if (errorCode(error) !== 'EEXIST' || !(await stat(directory)).isDirectory()) throw error
  }
}
