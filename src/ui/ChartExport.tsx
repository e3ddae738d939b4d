import { Button, Menu } from '@mantine/core'
import '@mantine/core/styles/Menu.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import { type RefObject, useState } from 'react'
import { fileName } from '#src/lib/file-name.ts'
import { formatTime } from '#src/lib/format-time.ts'
import styles from './ChartExport.module.css'
import type { TimelineSeries } from './timeline-data.ts'

interface ChartExportProps {
  /** Of the figure, and of the files. */
  label: string
  figure: RefObject<HTMLElement | null>
  series: readonly TimelineSeries[]
  /** What the chart shows, as a table; read when somebody wants it. */
  table: () => { header: string[]; rows: unknown[][] }
  /** What the numbers are, for the picture: "nodes", "share". */
  unit: string
  /** What the chart's marks are, a line each. */
  notes?: readonly string[] | undefined
}

/** A menu on a chart that saves its numbers or its picture. */
export function ChartExport({ label, figure, series, table, unit, notes = [] }: ChartExportProps) {
  const [failure, setFailure] = useState<string | null>(null)
  const save = async (write: (time: number) => Promise<void>) => {
    setFailure(null)
    try {
      await write(Date.now())
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }
  const saveNumbers = async (time: number) => {
    const [{ toCsv }, { downloadFile }] = await Promise.all([import('#src/lib/csv.ts'), downloads()])
    const { header, rows } = table()
    downloadFile(fileName(label, time, 'csv'), 'text/csv;charset=utf-8', [toCsv(header, rows)])
  }
  const savePicture = async (time: number) => {
    const [{ chartPicture }, { downloadFile }] = await Promise.all([
      import('./chart-picture.ts'),
      downloads(),
    ])
    if (!figure.current) throw new Error('The chart is not drawn yet.')
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
      {failure !== null && <span role="alert">Not saved: {failure}</span>}
    </div>
  )
}

const downloads = () => import('./download.ts')
