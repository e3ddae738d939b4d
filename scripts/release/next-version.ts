import semver from 'semver'

export type Release = 'major' | 'minor' | 'patch'

/** The sections of `## Unreleased` by their headings, with their entries; none where it is empty. */
export function unreleasedSections(changelog: string): Map<string, string[]> {
  const [, body = ''] = /^## Unreleased\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(changelog) ?? []
  const sections = new Map<string, string[]>()
  for (const part of body.split(/^### /m).slice(1)) {
    const [heading = '', ...lines] = part.split('\n')
    const entries = lines.join('\n').split(/^- /m).slice(1)
    if (entries.length > 0)
      sections.set(
        heading.trim(),
        entries.map((entry) => entry.trim()),
      )
  }
  return sections
}

/**
 * How far the version must move, as CONTRIBUTING.md, “Releases”, defines it: an entry that begins with **Breaking:**
 * is a major step (a minor one before 1.0.0), an addition, change or removal a minor one, anything else a patch. Throws
 * where nothing is unreleased.
 */
export function nextVersion(current: string, changelog: string): string {
  const sections = unreleasedSections(changelog)
  if (sections.size === 0) throw new Error('CHANGELOG.md has nothing under "Unreleased".')
  const isBreaking = [...sections.values()].flat().some((entry) => entry.startsWith('**Breaking:**'))
  const isFeature = ['Added', 'Changed', 'Removed', 'Deprecated'].some((heading) => sections.has(heading))
  const release: Release = isBreaking
    ? semver.major(current) === 0
      ? 'minor'
      : 'major'
    : isFeature
      ? 'minor'
      : 'patch'
  const next = semver.inc(current, release)
  if (next === null) throw new Error(`${current} is not a version.`)
  return next
}

/** The changelog with what was unreleased under the version and its day (`YYYY-MM-DD`). */
export function releaseChangelog(changelog: string, version: string, day: string): string {
  return changelog.replace(/^## Unreleased\n/m, `## Unreleased\n\n## ${version} (${day})\n`)
}

/** What the changelog has under a version. */
export function releaseNotes(changelog: string, version: string): string {
  const start = changelog.indexOf(`\n## ${version}`)
  if (start === -1) throw new Error(`CHANGELOG.md has no ${version}.`)
  const body = changelog.slice(changelog.indexOf('\n', start + 1) + 1)
  const end = body.search(/^## /m)
  return (end === -1 ? body : body.slice(0, end)).trim()
}
