import { Button } from '@mantine/core'
import type { useAuditExport } from './use-audit-export.ts'

/** Saves the filtered entries as one file. */
export function ExportButtons({ start }: Pick<ReturnType<typeof useAuditExport>, 'start'>) {
  return (
    <>
      <Button size="xs" variant="default" onClick={() => void start('csv')}>
        Save as CSV
      </Button>
      <Button size="xs" variant="default" onClick={() => void start('json')}>
        Save as JSON
      </Button>
    </>
  )
}
