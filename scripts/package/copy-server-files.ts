import { readdirSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import path from 'node:path'
import type { Plugin } from 'vite'

/**
 * Puts what the server reads beside its code (migrations, the worker of the embedded database) beside the bundle, under
 * the same path that it has in its folder, since the code finds it by `import.meta.url`.
 */
export function copyServerFiles(root: string): Plugin {
  return {
    name: 'copy-server-files',
    async writeBundle({ dir = '' }) {
      await Promise.all(
        serverFiles(root).map(({ source, target }) => cp(path.join(root, source), path.join(dir, target))),
      )
    },
  }
}

/** Paths from the root, and from the bundle. Throws where two folders have a file of the same path. */
export function serverFiles(root: string): { source: string; target: string }[] {
  const files = readdirSync(path.join(root, 'server'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.tsx?$|^tsconfig/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((file) => !NOT_SHIPPED.test(file))
    .map((source) => ({ source, target: source.split('/').slice(2).join('/') }))
  const targets = files.map(({ target }) => target)
  const twice = targets.find((target, index) => target === '' || targets.indexOf(target) !== index)
  if (twice !== undefined) throw new Error(`Two folders of the server have a file ${twice}.`)
  return files
}

/** What only tests read. */
const NOT_SHIPPED = /^server\/(?:testing\/|.*\/(?:cases|client-requests|earlier-schemas)\/)/
