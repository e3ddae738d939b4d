import { formatNumber } from '#src/lib/format-number.ts'
import { formatTime } from '#src/lib/format-time.ts'
import { sum } from '#src/lib/sum.ts'
import { bandLabels, type TimelineData } from '#src/ui/charts/chart-data.ts'
import { stackedPaths } from '#src/ui/charts/stacked-paths.ts'
import { reportElement, svgElement } from './report-element.ts'

const WIDTH = 720
const HEIGHT = 200
const LABEL = 16
/** Room for the names of the bands. */
const NAMES = 120

/** One hue, strong and pale in turn, so that neighbours differ on paper too; the last for what has no series of its own. */
const COLOURS = ['#163f86', '#9fbce4', '#2f5fae', '#c2d4ee', '#4f80c8', '#dde6f3', '#779fd8', '#9aa3af']

const colourOf = (index: number) => COLOURS[index % COLOURS.length] ?? '#163f86'

/** Stacked areas over time as SVG with attributes alone, their names beside them, and a legend; nothing for fewer than two points. */
export function reportChart(page: Document, title: string, { series, points }: TimelineData): Node[] {
  const coloured = series.map((one, index) => ({ ...one, colour: colourOf(index) }))
  const paths = stackedPaths({ series: coloured, points })
  if (paths.length === 0) return []
  const shape = svgElement(page)
  const text = (words: string, x: number, y: number, anchor = 'start') =>
    shape('text', { x: `${x}`, y: `${y}`, 'text-anchor': anchor, 'font-size': '11', fill: '#5b6472' }, words)
  const highest = Math.max(...points.map(({ values }) => sum(values)))
  const svg = shape(
    'svg',
    {
      viewBox: `0 0 ${WIDTH + NAMES} ${HEIGHT + 2 * LABEL}`,
      width: `${WIDTH + NAMES}`,
      height: `${HEIGHT + 2 * LABEL}`,
      role: 'img',
      'aria-label': title,
    },
    text(`${formatNumber(highest)} nodes`, 0, LABEL - 5),
    shape(
      'g',
      { transform: `translate(0 ${LABEL}) scale(${WIDTH} ${HEIGHT})` },
      ...paths.map(({ path, colour }) => shape('path', { d: path, fill: colour })),
    ),
    ...bandLabels({ series, points }, 'count', HEIGHT).map(({ text: name, middle }) =>
      text(name, WIDTH + 8, LABEL + HEIGHT * (1 - middle / highest) + 4),
    ),
    text(formatTime(points.at(0)?.time ?? 0), 0, HEIGHT + 2 * LABEL - 3),
    text(formatTime(points.at(-1)?.time ?? 0), WIDTH, HEIGHT + 2 * LABEL - 3, 'end'),
  )
  return [svg, legend(page, coloured)]
}

function legend(page: Document, series: TimelineData['series']): HTMLElement {
  const element = reportElement(page)
  const shape = svgElement(page)
  const size = { width: '10', height: '10' }
  return element(
    'p',
    {},
    ...series.flatMap(({ label, colour }) => [
      // Drawn like the bands: a strict policy allows no inline style, and browsers darken coloured text on paper.
      shape(
        'svg',
        { viewBox: '0 0 10 10', ...size, 'aria-hidden': 'true' },
        shape('rect', { ...size, fill: colour }),
      ),
      ` ${label}   `,
    ]),
  )
}
