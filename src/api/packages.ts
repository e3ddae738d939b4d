import { MINUTE_MS } from '#contract/time-units.ts'
import { queryOptions } from '@tanstack/react-query'
import { type Package, packagePageSchema, packageSchema, type PackageWrite } from '#contract/package.ts'
import { applicationKey, WHOLE_LIST } from '#src/api/applications.ts'
import { request } from '#src/api/http.ts'

const STALE_TIME_MS = MINUTE_MS

const packagesPath = (applicationId: string) => `/api/apps/${encodeURIComponent(applicationId)}/packages`

/** All packages of an application; `[]` when there are none. */
export const packagesQuery = (applicationId: string) =>
  queryOptions({
    queryKey: [...applicationKey(applicationId), 'packages'],
    queryFn: async ({ signal }) => {
      const path = `${packagesPath(applicationId)}?${WHOLE_LIST}`
      const page = await request(path, packagePageSchema, { signal })
      return page.packages ?? []
    },
    staleTime: STALE_TIME_MS,
  })

/** One package. */
export const packageQuery = (applicationId: string, packageId: string) =>
  queryOptions({
    queryKey: [...applicationKey(applicationId), 'packages', packageId],
    queryFn: ({ signal }) =>
      request(`${packagesPath(applicationId)}/${encodeURIComponent(packageId)}`, packageSchema, { signal }),
    staleTime: STALE_TIME_MS,
  })

/** The application's package of that version and arch, read from the server; null if there is none. */
export async function findPackage(
  applicationId: string,
  { version, arch }: Pick<PackageWrite, 'version' | 'arch'>,
  signal: AbortSignal,
): Promise<Package | null> {
  const query = new URLSearchParams({ searchVersion: version })
  const { packages } = await request(
    `${packagesPath(applicationId)}?${WHOLE_LIST}&${query}`,
    packagePageSchema,
    { signal },
  )
  return packages?.find((one) => one.version === version && one.arch === arch) ?? null
}

export const createPackage = (release: PackageWrite, signal: AbortSignal): Promise<Package> =>
  request(packagesPath(release.application_id), packageSchema, { method: 'POST', body: release, signal })
