import {
  isSamePackage,
  type PackageSettings,
  packageWriteOfSettings,
  settingsOfPackage,
} from '#contract/package-settings.ts'
import type { Package } from '#contract/package.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { AUDIT_LOG_KEY } from '#src/api/audit-log-key.ts'
import { packageQuery, readPackage, writePackage, type PackageRef } from '#src/api/packages.ts'
import { fieldChanges } from '#src/domain/audit/audit-fields.ts'
import type { WritableResource } from './writable-resource.ts'

/** A package's settings: a stale PUT could bring back a hash that no file has. @param name "1.0.0 (amd64)" */
export const packageResource = (
  ref: PackageRef,
  name: string,
): WritableResource<Package, PackageSettings> => ({
  key: `package-${ref.packageId}`,
  noun: 'package',
  name,
  read: (signal) => readPackage(ref, signal),
  write: (settings, from, context, signal) =>
    writePackage(ref, packageWriteOfSettings(from, settings), context, signal),
  settingsOf: settingsOfPackage,
  isSame: isSamePackage,
  describeChanges: (from, to) =>
    fieldChanges('package', { ...from }, { ...to }, [])
      .map(({ label, before, after }) => `${label}: ${before} → ${after}`)
      .join('; '),
  queryKey: packageQuery(ref.applicationId, ref.packageId).queryKey,
  // Channels hold their package.
  invalidates: [applicationsQuery().queryKey, AUDIT_LOG_KEY],
})
