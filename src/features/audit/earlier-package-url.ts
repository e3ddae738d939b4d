import type { AuditEntry } from '#contract/audit-log.ts'
import { previousPackageId } from '#src/domain/audit/revert-fields.ts'
import { NO_PACKAGE, promotionParams } from '#src/routes/promotion-url.ts'
import { formatTime } from '#src/lib/format-time.ts'
import { routes } from '#src/routes/routes.ts'

/** Prefills the reason of a revert. */
export const revertReason = ({ created_ts }: AuditEntry): string =>
  `Reverts the change of ${formatTime(Date.parse(created_ts))}`

/** The page that gives a channel its package before the entry; null where the entry changed no package. */
export function earlierPackageUrl(entry: AuditEntry): string | null {
  const { application_id, subject_id } = entry
  const before = previousPackageId(entry)
  if (before === undefined || application_id === null || subject_id === null) return null
  const params = promotionParams({
    package_id: before ?? NO_PACKAGE,
    from: null,
    reason: revertReason(entry),
  })
  return routes.channelPackage.url({ applicationId: application_id, channelId: subject_id }, params)
}
