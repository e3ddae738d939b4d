import { expect, test } from 'vitest'
import { nextVersion, releaseChangelog, releaseNotes } from './next-version.ts'

const changelog = (unreleased: string) =>
  `# Changelog\n\n## Unreleased\n\n${unreleased}## 0.1.0\n\n### Added\n\n- First.\n`

test.each([
  ['a fix', '1.2.3', '### Fixed\n\n- A typing error.\n\n', '1.2.4'],
  ['an addition', '1.2.3', '### Added\n\n- A page.\n\n### Fixed\n\n- A typing error.\n\n', '1.3.0'],
  ['a breaking change', '1.2.3', '### Changed\n\n- **Breaking:** A flag has another name.\n\n', '2.0.0'],
  [
    'a breaking change before 1.0.0',
    '0.1.0',
    '### Changed\n\n- **Breaking:** A flag has another name.\n\n',
    '0.2.0',
  ],
  [
    'a breaking fix on two lines',
    '1.0.0',
    '### Fixed\n\n- One\n  thing.\n- **Breaking:** Another\n  thing.\n\n',
    '2.0.0',
  ],
])('after %s of %s comes the version that it asks for', (_name, current, unreleased, next) => {
  expect(nextVersion(current, changelog(unreleased))).toBe(next)
})

test('an empty section is nothing to release', () => {
  expect(() => nextVersion('1.0.0', changelog(''))).toThrow('nothing under "Unreleased"')
  expect(() => nextVersion('1.0.0', changelog('### Added\n\n'))).toThrow('nothing under "Unreleased"')
})

test('a release moves what was unreleased under its version, whose notes it is', () => {
  const released = releaseChangelog(changelog('### Fixed\n\n- A typing error.\n\n'), '0.1.1', '2026-12-01')
  expect(released).toContain(
    '## Unreleased\n\n## 0.1.1 (2026-12-01)\n\n### Fixed\n\n- A typing error.\n\n## 0.1.0\n',
  )
  expect(releaseNotes(released, '0.1.1')).toBe('### Fixed\n\n- A typing error.')
  expect(releaseNotes(released, '0.1.0')).toBe('### Added\n\n- First.')
  expect(() => releaseNotes(released, '9.9.9')).toThrow('no 9.9.9')
})
