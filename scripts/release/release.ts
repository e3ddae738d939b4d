/**
 * `npm run release [-- VERSION]`: checks, sets the version everywhere, releases the changelog, commits and tags. The tag,
 * once pushed, makes the workflow publish.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { commitRelease, setVersion } from './make-release.ts'
import { planRelease } from './plan-release.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const npm = (...args: string[]) => execFileSync('npm', args, { cwd: root, stdio: 'inherit' })

let version: string
try {
  version = planRelease(root, process.argv[2])
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
npm('test')
npm('run', 'test:release')
npm('version', version, '--no-git-tag-version')
setVersion(root, version, new Date().toISOString().slice(0, 10))
// The files that the chart is compared with name its version.
npm('run', 'test:release', '--', 'chart', '-u')
commitRelease(root, version)
console.log(`Tagged v${version}. Publish it: git push --atomic --follow-tags`)
