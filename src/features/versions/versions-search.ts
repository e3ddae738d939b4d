import { ARCH_NAMES, type Arch } from '#contract/arch.ts'
import { oneOf } from '#src/lib/one-of.ts'
import { CHART_MEASURES, type ChartMeasure } from '#src/ui/charts/chart-data.ts'

/** Which versions are shown, and how, as a URL says it. */
export interface VersionsSearch {
  /** An id; null for every application. */
  application: string | null
  arch: Arch | null
  measure: ChartMeasure
}

const ARCHES: readonly Arch[] = [1, 2, 3, 0]

/** For the choice: each arch and its name. */
export const ARCH_OPTIONS = ARCHES.map((arch) => ({ arch, name: ARCH_NAMES[arch] }))

export function parseVersionsSearch(params: URLSearchParams): VersionsSearch {
  const named = params.get('arch')
  return {
    application: params.get('application') || null,
    arch: ARCH_OPTIONS.find(({ name }) => name === named)?.arch ?? null,
    measure: oneOf(CHART_MEASURES, params.get('by')) ?? 'count',
  }
}

/** The same for the URL; what is as usual is left out. */
export function versionsSearchParams({ application, arch, measure }: VersionsSearch): URLSearchParams {
  const params = new URLSearchParams()
  if (application !== null) params.set('application', application)
  if (arch !== null) params.set('arch', ARCH_NAMES[arch])
  if (measure !== 'count') params.set('by', measure)
  return params
}
