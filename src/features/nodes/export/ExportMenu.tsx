import { Button } from '@mantine/core'
import { MenuHint, PopoverMenu } from '#src/ui/PopoverMenu.tsx'
import type { ExportFormat } from './node-export-file.ts'

interface ExportMenuProps {
  /** Why nothing can be exported now; null when it can. */
  disabledReason: string | null
  onExport: (format: ExportFormat) => void
}

const FORMATS: readonly [ExportFormat, label: string][] = [
  ['csv', 'CSV, for spreadsheets'],
  ['json', 'JSON, for scripts'],
]

/** Chooses the format of an export and starts it. */
export function ExportMenu({ disabledReason, onExport }: ExportMenuProps) {
  return (
    <PopoverMenu label="Export" align="end">
      {(close) => (
        <>
          {FORMATS.map(([format, label]) => (
            <Button
              key={format}
              size="xs"
              variant="default"
              disabled={disabledReason !== null}
              onClick={() => {
                close()
                onExport(format)
              }}
            >
              {label}
            </Button>
          ))}
          <MenuHint>
            {disabledReason ??
              'Exports every node that matches the filters, with all columns. The nodes are read again first.'}
          </MenuHint>
        </>
      )}
    </PopoverMenu>
  )
}
