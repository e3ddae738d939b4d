import { MINUTE_MS } from '#contract/time-units.ts'
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import {
  type Package,
  packagePageSchema,
  type PackageReplace,
  packageSchema,
  type PackageWrite,
} from '#contract/package.ts'
import type { WriteContext } from '#contract/write-context.ts'
import { applicationKey } from '#src/api/applications.ts'
import { request } from '#src/api/http.ts'
import { readWholeList } from './read-whole-list.ts'

export interface PackageRef {
  applicationId: string
  packageId: string
}

const STALE_TIME_MS = MINUTE_MS

const packagesPath = (applicationId: string) => `/api/apps/${encodeURIComponent(applicationId)}/packages`

const readPackages = (applicationId: string, params: Record<string, string>, signal: AbortSignal) =>
  readWholeList(
    {
      path: packagesPath(applicationId),
      schema: packagePageSchema,
      params,
      itemsOf: ({ packages }) => packages,
    },
    signal,
  )

/** All packages of an application; `[]` when there are none. */
export const packagesQuery = (applicationId: string) =>
  queryOptions({
    queryKey: [...applicationKey(applicationId), 'packages'],
    queryFn: ({ signal }) => readPackages(applicationId, {}, signal),
    staleTime: STALE_TIME_MS,
  })

const packagePath = ({ applicationId, packageId }: PackageRef) =>
  `${packagesPath(applicationId)}/${encodeURIComponent(packageId)}`

/** Reads the package from the server, past the cache; for the check before a write. */
export const readPackage = (ref: PackageRef, signal: AbortSignal): Promise<Package> =>
  request(packagePath(ref), packageSchema, { signal })

/** Replaces the whole package. */
export const writePackage = (
  ref: PackageRef,
  release: PackageReplace,
  context: WriteContext,
  signal: AbortSignal,
): Promise<Package> =>
  request(packagePath(ref), packageSchema, { method: 'PUT', body: release, context, signal })

export async function deletePackage(
  ref: PackageRef,
  context: WriteContext,
  signal: AbortSignal,
): Promise<void> {
  await request(packagePath(ref), z.unknown(), { method: 'DELETE', context, signal })
}

/** One package. */
export const packageQuery = (applicationId: string, packageId: string) =>
  queryOptions({
    queryKey: [...applicationKey(applicationId), 'packages', packageId],
    queryFn: ({ signal }) => readPackage({ applicationId, packageId }, signal),
    staleTime: STALE_TIME_MS,
  })

/** The application's package of that version and arch, read from the server; null if there is none. */
export async function findPackage(
  applicationId: string,
  { version, arch }: Pick<PackageWrite, 'version' | 'arch'>,
  signal: AbortSignal,
): Promise<Package | null> {
  const packages = await readPackages(applicationId, { searchVersion: version }, signal)
  return packages.find((one) => one.version === version && one.arch === arch) ?? null
}

export const createPackage = (release: PackageWrite, signal: AbortSignal): Promise<Package> =>
  request(packagesPath(release.application_id), packageSchema, { method: 'POST', body: release, signal })
