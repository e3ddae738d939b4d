import { ARCH_NAMES, type Arch } from '#contract/arch.ts'
import { oneOf } from '#src/lib/one-of.ts'
import { CHART_MEASURES, type ChartMeasure } from '#src/ui/charts/chart-data.ts'

/** Which versions are shown, and how: the state in the URL. */
export interface VersionsSearch {
  /** Application id; null for any. */
  application: string | null
  /** Null for any. */
  arch: Arch | null
  measure: ChartMeasure
}

const ARCHES: readonly Arch[] = [1, 2, 3, 0]

/** Each arch and its name, in the order of the select. */
export const ARCH_OPTIONS = ARCHES.map((arch) => ({ arch, name: ARCH_NAMES[arch] }))

export function parseVersionsSearch(params: URLSearchParams): VersionsSearch {
  const archParam = params.get('arch')
  return {
    application: params.get('application') || null,
    arch: ARCH_OPTIONS.find(({ name }) => name === archParam)?.arch ?? null,
    measure: oneOf(CHART_MEASURES, params.get('by')) ?? 'count',
  }
}

/** The inverse of {@link parseVersionsSearch}; default values are left out. */
export function versionsSearchParams({ application, arch, measure }: VersionsSearch): URLSearchParams {
  const params = new URLSearchParams()
  if (application !== null) params.set('application', application)
  if (arch !== null) params.set('arch', ARCH_NAMES[arch])
  if (measure !== 'count') params.set('by', measure)
  return params
}
