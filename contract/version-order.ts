import compareSemVer from 'semver/functions/compare.js'
import parseSemVer from 'semver/functions/parse.js'

// The regular expression of semver.org; the library alone would accept "v1.0.0".
const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$/

/** Whether a version is strict SemVer 2.0.0, as nodes and packages must have. */
export function isVersion(version: string): boolean {
  return SEMVER.test(version) && parseSemVer(version) !== null
}

/** Negative when `a` is older. Build metadata is ignored; invalid versions sort before valid ones. */
export function compareVersions(a: string, b: string): number {
  const [validA, validB] = [isVersion(a), isVersion(b)]
  if (validA && validB) return compareSemVer(a, b)
  if (validA !== validB) return validA ? 1 : -1
  return a < b ? -1 : a > b ? 1 : 0
}

/** Floors compare by the three numbers alone: `1.2.3-beta` counts as `1.2.3`. */
export function compareReleaseNumbers(a: string, b: string): number {
  return compareVersions(releaseNumbers(a), releaseNumbers(b))
}

const releaseNumbers = (version: string) => version.split(/[-+]/)[0] ?? version
