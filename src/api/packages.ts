import { MINUTE_MS } from '#contract/time-units.ts'
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { type Package, packagePageSchema, packageSchema, type PackageWrite } from '#contract/package.ts'
import { request } from '#src/api/http.ts'

const PER_PAGE = 1000
const FRESH_MS = MINUTE_MS

const packagesPath = (applicationId: string) => `/api/apps/${encodeURIComponent(applicationId)}/packages`

/** Every package of an application, `[]` when there is none. */
export const packagesQuery = (applicationId: string) =>
  queryOptions({
    queryKey: ['applications', applicationId, 'packages'],
    queryFn: async ({ signal }) => {
      const path = `${packagesPath(applicationId)}?page=1&perpage=${PER_PAGE}`
      const page = await request(path, packagePageSchema, { signal })
      return page.packages ?? []
    },
    staleTime: FRESH_MS,
  })

export const packageQuery = (applicationId: string, packageId: string) =>
  queryOptions({
    queryKey: ['applications', applicationId, 'packages', packageId],
    queryFn: ({ signal }) =>
      request(`${packagesPath(applicationId)}/${encodeURIComponent(packageId)}`, packageSchema, { signal }),
    staleTime: FRESH_MS,
  })

/** The application's package of that version and arch; asks the server itself. */
export async function findPackage(
  applicationId: string,
  { version, arch }: Pick<PackageWrite, 'version' | 'arch'>,
  signal: AbortSignal,
): Promise<Package | null> {
  const query = new URLSearchParams({ page: '1', perpage: String(PER_PAGE), searchVersion: version })
  const { packages } = await request(`${packagesPath(applicationId)}?${query}`, packagePageSchema, { signal })
  return packages?.find((one) => one.version === version && one.arch === arch) ?? null
}

export async function createPackage(
  client: QueryClient,
  release: PackageWrite,
  signal: AbortSignal,
): Promise<Package> {
  const path = packagesPath(release.application_id)
  const created = await request(path, packageSchema, { method: 'POST', body: release, signal })
  void client.invalidateQueries({ queryKey: ['applications', release.application_id] })
  return created
}
