import type { ChartSeries } from './chart-data.ts'

interface ChartPicture {
  title: string
  series: readonly Pick<ChartSeries, 'label' | 'colour'>[]
  /** Lines below the chart that describe its marks. */
  notes: readonly string[]
  /** The last line: unit, server and time. */
  footer: string
}

/** Pixels of the picture for each pixel of the screen. */
const SCALE = 2
const PADDING = 16
const LINE = 20
const SWATCH = 10
const GAP = 14
const SVG = 'http://www.w3.org/2000/svg'

/** The properties that come from style sheets and variables, which a picture doesn't have. */
const STYLE_PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'visibility',
]

/**
 * A chart as a PNG with its title and legend, in the current theme. Makes no request.
 * @throws Error for the reader if the chart isn't drawn yet or the browser fails to turn it into a picture
 */
export async function chartPicture(figure: HTMLElement, picture: ChartPicture): Promise<Blob> {
  const chart = figure.querySelector('svg.recharts-surface')
  if (!(chart instanceof SVGSVGElement)) throw new Error('The chart is not drawn yet. Try again in a moment.')
  const { svg, width, height } = composePicture(figure, chart, picture)
  const image = await loadImage(
    `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`,
  )
  const canvas = document.createElement('canvas')
  canvas.width = width * SCALE
  canvas.height = height * SCALE
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!blob) throw new Error('The browser failed to create the picture.')
  return blob
}

function composePicture(
  figure: HTMLElement,
  chart: SVGSVGElement,
  { title, series, notes, footer }: ChartPicture,
) {
  const { width: chartWidth, height: chartHeight } = chart.getBoundingClientRect()
  const { color, fontFamily: font } = getComputedStyle(figure)
  const measure = textMeasurer(font)
  const width = Math.ceil(chartWidth + 2 * PADDING)
  const svg = svgElement('svg', { xmlns: SVG, width: width * SCALE, height: 0 })
  const write = (text: string, attributes: Record<string, string | number>) =>
    svg.append(textElement(text, { 'font-family': font, 'font-size': 12, fill: color, ...attributes }))
  svg.append(
    svgElement('rect', {
      width: '100%',
      height: '100%',
      fill: computedColour(figure, 'var(--platte-panel)'),
    }),
  )
  let y = PADDING + LINE
  write(title, { x: PADDING, y, 'font-size': 15, 'font-weight': 600 })
  y += LINE
  let x = PADDING
  for (const { label, colour } of series) {
    const needed = SWATCH + 6 + measure(label)
    if (x > PADDING && x + needed > width - PADDING) {
      x = PADDING
      y += LINE
    }
    const fill = computedColour(figure, colour)
    svg.append(svgElement('rect', { x, y: y - SWATCH + 1, width: SWATCH, height: SWATCH, fill }))
    write(label, { x: x + SWATCH + 6, y })
    x += needed + GAP
  }
  y += LINE / 2
  const copy = copyWithStyles(chart)
  for (const [name, value] of Object.entries({ x: PADDING, y, width: chartWidth, height: chartHeight })) {
    copy.setAttribute(name, String(value))
  }
  svg.append(copy)
  y += chartHeight + LINE
  for (const note of notes) {
    write(note, { x: PADDING, y })
    y += LINE
  }
  write(footer, { x: PADDING, y, fill: computedColour(figure, 'var(--platte-dimmed)') })
  const height = Math.ceil(y + PADDING)
  svg.setAttribute('height', String(height * SCALE))
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`)
  return { svg, width, height }
}

function copyWithStyles(chart: SVGSVGElement): Element {
  const copy = document.importNode(chart, true)
  const originals = [chart, ...chart.querySelectorAll('*')]
  const copies = [copy, ...copy.querySelectorAll('*')]
  originals.forEach((original, index) => {
    const style = getComputedStyle(original)
    for (const property of STYLE_PROPERTIES) {
      copies[index]?.setAttribute(property, style.getPropertyValue(property))
    }
    copies[index]?.removeAttribute('style')
    copies[index]?.removeAttribute('class')
  })
  return copy
}

/** The colour that the browser computes for a CSS colour, which may use variables. */
function computedColour(figure: HTMLElement, colour: string): string {
  const probe = document.createElement('span')
  probe.style.color = colour
  figure.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

function textMeasurer(font: string): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d')
  if (context) context.font = `12px ${font}`
  return (text) => context?.measureText(text).width ?? text.length * 7
}

function svgElement(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}

function textElement(text: string, attributes: Record<string, string | number>): SVGElement {
  const element = svgElement('text', attributes)
  element.textContent = text
  return element
}

async function loadImage(url: string): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = url
  try {
    await image.decode()
  } catch {
    throw new Error('The browser failed to create the picture.')
  }
  return image
}
