import { type ReactNode, useRef, useState } from 'react'
import { shownTimeZone } from '#src/lib/shown-time-zone.ts'
import { ChartExport } from './ChartExport.tsx'
import styles from './ChartFigure.module.css'
import { ChartLegend } from './ChartLegend.tsx'
import type { ChartMeasure, ChartSeries } from './chart-data.ts'
import type { ChartTable } from './chart-table.ts'

export interface ChartFigureProps {
  /** The subject of the chart: "Versions of Canary over time". */
  label: string
  series: readonly ChartSeries[]
  /** What is counted, in a word or two: "nodes". */
  unit: string
  measure?: ChartMeasure | undefined
  /** A few words after a series in the legend, by its key. */
  notes?: Record<string, string> | undefined
  /** A description of each mark, a line each, for the exported picture. */
  markNotes?: readonly string[] | undefined
  /** The chart has a time axis, whose zone is named. */
  hasTimes?: boolean | undefined
  /** False where several charts share one legend. */
  legend?: boolean | undefined
  /** The numbers to export; called when they are. */
  exportTable: () => ChartTable
  /** The numbers as a table below the chart, called when the table is opened. */
  renderTable?: () => ReactNode
  /** The plot. */
  children: ReactNode
}

/** A plot with its legend, an export menu and, on demand, its numbers as a table. */
export function ChartFigure(props: ChartFigureProps) {
  const { label, series, unit, measure, notes, markNotes, legend = true } = props
  const { exportTable, renderTable, hasTimes = false, children } = props
  const figure = useRef<HTMLElement>(null)
  const [isTableOpen, setTableOpen] = useState(false)
  return (
    <figure ref={figure} className={styles['figure']} aria-label={label}>
      <div className={styles['head']}>
        {legend && <ChartLegend series={series} notes={notes} />}
        <ChartExport
          label={label}
          figure={figure}
          series={series}
          notes={markNotes}
          table={exportTable}
          unit={measure === 'share' ? `share of ${unit}` : unit}
        />
      </div>
      {children}
      {hasTimes && <p className={styles['zone']}>Times in {shownTimeZone()}</p>}
      {renderTable && (
        <details className={styles['asTable']} onToggle={(event) => setTableOpen(event.currentTarget.open)}>
          <summary>Show as a table</summary>
          {isTableOpen && renderTable()}
        </details>
      )}
    </figure>
  )
}
