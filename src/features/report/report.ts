import type { TimelineData } from '#src/ui/charts/chart-data.ts'

/** Where numbers come from: the request, and when it was answered (ms of the server's clock). */
export interface ReportSource {
  path: string
  readAt: number
}

type Cell = string | number

/** A part of a report with a heading of its own. */
export interface ReportSection {
  title: string
  /** Sentences below the heading. */
  notes: readonly string[]
  chart?: TimelineData
  /** The first row of cells is the header. */
  table?: readonly (readonly Cell[])[]
  /** Null for what follows from other sections. */
  source: ReportSource | null
}

/** Numbers of a moment, with what is needed to judge them. */
export interface Report {
  title: string
  /** The page with the present numbers. */
  url: string
  /** In ms of the server's clock. */
  createdAt: number
  sections: readonly ReportSection[]
}
