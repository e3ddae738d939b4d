import { RelativeTime } from './RelativeTime.tsx'

/** When the data was received: "updated 12 s ago". Nothing for 0, which TanStack Query reports before the first response. */
export function DataAge({ updatedAt }: { updatedAt: number }) {
  if (updatedAt === 0) return null
  return (
    <span>
      updated <RelativeTime time={updatedAt} />
    </span>
  )
}
