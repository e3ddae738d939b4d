import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { repository } from '#scripts/testing/repository-files.ts'

const UNIT = path.join(repository, 'deploy/systemd/platte.service')
/** In tenths, from 0 (safe) to 100. */
const MAX_EXPOSURE = 25

test('systemd finds the unit valid and little exposed', () => {
  execFileSync('systemd-analyze', ['verify', UNIT], { stdio: 'pipe' })
  const flags = ['security', '--offline=true', '--no-pager', `--threshold=${MAX_EXPOSURE}`, UNIT]
  const report = execFileSync('systemd-analyze', flags, { encoding: 'utf8' })
  expect(report).toContain('Overall exposure level for platte.service')
})
