import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { AnsweredRequest } from '#server/http/base-app.ts'

export interface Metrics {
  contentType: string
  observeRequest: (request: AnsweredRequest) => void
  /** Reads what is counted elsewhere before each answer. */
  addReader: (add: (registry: Registry) => () => Promise<void>) => void
  /** In Prometheus' text format. Scrapes at the same time share one answer. */
  text: () => Promise<string>
}

/** Of this process and of the requests that it answers. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'platte_http_request_duration_seconds',
    help: 'Time from a request’s headers to the end of its response, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  })
  const readers: (() => Promise<void>)[] = []
  let scrape: Promise<string> | null = null
  const read = async () => {
    await Promise.all(readers.map((reader) => reader()))
    return registry.metrics()
  }
  return {
    contentType: registry.contentType,
    observeRequest: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status }, seconds),
    addReader: (add) => readers.push(add(registry)),
    text: () => {
      scrape ??= read().finally(() => {
        scrape = null
      })
      return scrape
    },
  }
}
