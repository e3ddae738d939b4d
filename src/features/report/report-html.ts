import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { formatNumber } from '#src/lib/format-number.ts'
import { formatTime } from '#src/lib/format-time.ts'
import type { Report, ReportSection, ReportSource } from './report.ts'
import { reportChart } from './report-chart.ts'
import { reportElement } from './report-element.ts'

/** For browsers whose policy allows it; without it the report is plain, and has everything. */
const STYLE = `
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 14px/1.5 system-ui, sans-serif; color: #1c2330; background: #fff }
  h1 { font-size: 1.5rem; margin: 0 0 .25rem } h2 { font-size: 1.05rem; margin: 2rem 0 .25rem }
  table { border-collapse: collapse } th, td { border: 1px solid #cbd2dc; padding: .25rem .6rem; text-align: left; vertical-align: top }
  td.number { text-align: right; font-variant-numeric: tabular-nums } .source, .hash { color: #5b6472; font-size: 12px; overflow-wrap: anywhere }
  section { break-inside: avoid } svg { max-width: 100%; height: auto; print-color-adjust: exact } p { margin: .25rem 0 }
  @media print { body { margin: 0; max-width: none } a { color: inherit } }`

/** Nothing but the style above: no script, no picture, no request. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/**
 * The report as one HTML file that needs no other: tables, charts as SVG, and its data as JSON in a template, whose
 * SHA-256 it names.
 */
export function reportHtml(report: Report): string {
  const data = JSON.stringify(report)
  const page = document.implementation.createHTMLDocument(report.title)
  const { head, body, documentElement } = page
  documentElement.lang = 'en'
  const element = reportElement(page)
  head.prepend(
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
  )
  head.append(element('style', {}, STYLE))
  const hash = bytesToHex(sha256(utf8ToBytes(data)))
  const template = page.createElement('template')
  template.id = 'platte-report-data'
  template.content.append(data)
  body.append(
    element('h1', {}, report.title),
    element(
      'p',
      {},
      `State of ${formatTime(report.createdAt)}. Present numbers: `,
      element('a', { href: report.url }, report.url),
    ),
    ...report.sections.map((section) => sectionElement(page, section)),
    element(
      'p',
      { class: 'hash' },
      `SHA-256 of the data in this file (the text of the template “platte-report-data”): ${hash}`,
    ),
    template,
  )
  return `<!doctype html>\n${documentElement.outerHTML}\n`
}

function sectionElement(page: Document, { title, notes, chart, table, source }: ReportSection): HTMLElement {
  const element = reportElement(page)
  return element(
    'section',
    {},
    element('h2', {}, title),
    ...notes.map((note) => element('p', {}, note)),
    ...(chart ? reportChart(page, title, chart) : []),
    ...(table ? [tableElement(page, title, table)] : []),
    ...(source ? [element('p', { class: 'source' }, describeSource(source))] : []),
  )
}

const describeSource = ({ path, readAt }: ReportSource) => `Source: ${path}, read ${formatTime(readAt)}`

function tableElement(
  page: Document,
  title: string,
  [header = [], ...rows]: NonNullable<ReportSection['table']>,
): HTMLElement {
  const element = reportElement(page)
  return element(
    'table',
    { border: '1', cellspacing: '0', cellpadding: '4', 'aria-label': title },
    element(
      'thead',
      {},
      element('tr', {}, ...header.map((cell) => element('th', { scope: 'col' }, String(cell)))),
    ),
    element(
      'tbody',
      {},
      ...rows.map((row) =>
        element(
          'tr',
          {},
          ...row.map((cell) =>
            typeof cell === 'number'
              ? element('td', { class: 'number', align: 'right' }, formatNumber(cell))
              : element('td', {}, cell),
          ),
        ),
      ),
    ),
  )
}
