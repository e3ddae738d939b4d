import { SECOND_MS } from '#contract/time-units.ts'
import type { Context } from './context.ts'
import { listenBeside, type SecondAddress } from './listen-beside.ts'
import type { ListenAddress } from './listen.ts'
import type { Metrics } from './metrics/metrics.ts'

const METRICS_PATH = /^\/metrics\/?(?:\?|$)/
const REQUEST_TIMEOUT_MS = 10 * SECOND_MS

/**
 * The modules are loaded only by those who ask for metrics, because that takes part of a start's time.
 * @param context whose groups are counted; null in front of another update server, which counts its own
 */
export async function loadMetrics(context: Context | null): Promise<Metrics> {
  const [{ createMetrics }, { addFleetGauges }] = await Promise.all([
    import('./metrics/metrics.ts'),
    import('./metrics/fleet-gauges.ts'),
  ])
  const metrics = createMetrics()
  if (context) metrics.addReader((registry) => addFleetGauges(registry, context))
  return metrics
}

/** Answers `/metrics` at an address of its own, and nothing else there. Throws a `StartError` where it can't listen. */
export function listenForMetrics(metrics: Metrics, address: ListenAddress): Promise<SecondAddress> {
  return listenBeside(address, REQUEST_TIMEOUT_MS, (request, response) => {
    const refuse = (status: number, text: string) =>
      response.writeHead(status, { 'content-type': 'text/plain', allow: 'GET' }).end(`${text}\n`)
    if (!METRICS_PATH.test(request.url ?? '')) refuse(404, 'Metrics are at /metrics.')
    else if (request.method !== 'GET') refuse(405, 'Only GET is allowed here.')
    else
      void scrape(metrics).then(({ status, type, text }) =>
        response.writeHead(status, { 'content-type': type }).end(text),
      )
  })
}

const scrape = (metrics: Metrics) =>
  metrics.text().then(
    (text) => ({ status: 200, type: metrics.contentType, text }),
    () => ({ status: 500, type: 'text/plain', text: 'The metrics could not be read.\n' }),
  )
