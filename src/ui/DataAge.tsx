import { RelativeTime } from '#src/ui/RelativeTime.tsx'

/** When the shown numbers were read from the server: "updated 12 s ago". */
export function DataAge({ updatedAt }: { updatedAt: number }) {
  if (updatedAt === 0) return null
  return (
    <span>
      updated <RelativeTime time={updatedAt} />
    </span>
  )
}
