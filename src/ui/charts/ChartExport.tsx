import { Button, Menu } from '@mantine/core'
import '@mantine/core/styles/Menu.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import { type RefObject, useState } from 'react'
import { errorMessage } from '#src/lib/error-message.ts'
import { fileName } from '#src/lib/file-name.ts'
import { formatTime } from '#src/lib/format-time.ts'
import { serverNow } from '#src/lib/server-clock.ts'
import { loadModuleWithRetries, needsReload } from '#src/ui/lazy/load-module.ts'
import { ReloadButton } from '#src/ui/lazy/LoadFailure.tsx'
import styles from './ChartExport.module.css'
import type { ChartSeries } from './chart-data.ts'
import type { ChartTable } from './chart-table.ts'

interface ChartExportProps {
  /** Names the figure and the files. */
  label: string
  figure: RefObject<HTMLElement | null>
  series: readonly ChartSeries[]
  /** The numbers; called when they are exported. */
  table: () => ChartTable
  /** What the numbers count, for the picture: "nodes". */
  unit: string
  /** A description of each mark, a line each. */
  notes?: readonly string[] | undefined
}

/** A menu that exports a chart's numbers or a picture of it. */
export function ChartExport({ label, figure, series, table, unit, notes = [] }: ChartExportProps) {
  const [failure, setFailure] = useState<unknown>(null)
  const save = async (write: (time: number) => Promise<void>) => {
    setFailure(null)
    try {
      await write(serverNow())
    } catch (error) {
      setFailure(error)
    }
  }
  const saveNumbers = async (time: number) => {
    const [{ toCsv }, { downloadCsv }] = await loadModuleWithRetries(() =>
      Promise.all([import('#src/lib/csv.ts'), import('#src/ui/download.ts')]),
    )
    const { header, rows } = table()
    downloadCsv(fileName(label, time, 'csv'), [toCsv(header, rows)])
  }
  const savePicture = async (time: number) => {
    const [{ chartPicture }, { downloadFile }] = await loadModuleWithRetries(() =>
      Promise.all([import('./chart-picture.ts'), import('#src/ui/download.ts')]),
    )
    if (!figure.current) throw new Error('The chart is not drawn yet. Try again in a moment.')
    const footer = `${unit} · ${location.host} · ${formatTime(time)}`
    const picture = await chartPicture(figure.current, { title: label, series, notes, footer })
    downloadFile(fileName(label, time, 'png'), 'image/png', [picture])
  }
  return (
    <div className={styles['export']}>
      <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false} shadow="md">
        <Menu.Target>
          <Button size="compact-xs" variant="default" aria-label={`Export: ${label}`}>
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void save(saveNumbers)}>Numbers as CSV</Menu.Item>
          <Menu.Item onClick={() => void save(savePicture)}>Picture as PNG</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {failure !== null && (
        <span role="alert">
          Failed to export the chart: {errorMessage(failure)} {needsReload(failure) && <ReloadButton />}
        </span>
      )}
    </div>
  )
}
