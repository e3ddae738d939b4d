import * as z from 'zod/mini'

const KEY = 'platte-drafts'
const storedSchema = z.object({ page: z.string(), drafts: z.record(z.string(), z.unknown()) })

const holders = new Map<string, () => unknown>()
let isKept = false

/** Registers a form by its name on the page. @param read what is typed in it; null for nothing. @returns unregisters it */
export function holdDraft(name: string, read: () => unknown): () => void {
  holders.set(name, read)
  return () => {
    holders.delete(name)
    // Whoever went on to another page has saved the draft or given it up.
    if (stored()?.page !== currentPage()) dropDrafts()
  }
}

/** Keeps what is typed on this page in the tab's session storage, to leave it and come back. */
export function keepDrafts(): void {
  const drafts = [...holders]
    .map(([name, read]) => [name, read()] as const)
    .filter(([, draft]) => draft !== null)
  if (drafts.length === 0) return
  sessionStorage.setItem(KEY, JSON.stringify({ page: currentPage(), drafts: Object.fromEntries(drafts) }))
  isKept = true
  // The browser may show the page again as it was left.
  window.addEventListener('pageshow', () => (isKept = false), { once: true })
}

/** Whether leaving the page now loses nothing. */
export const areDraftsKept = (): boolean => isKept

/** What was typed in a form of this page before it was left; undefined for nothing. */
export function readDraft(name: string): unknown {
  const kept = stored()
  return kept?.page === currentPage() ? kept.drafts[name] : undefined
}

export const dropDrafts = (): void => sessionStorage.removeItem(KEY)

function stored(): z.infer<typeof storedSchema> | null {
  try {
    return z.parse(storedSchema, JSON.parse(sessionStorage.getItem(KEY) ?? ''))
  } catch {
    return null
  }
}

const currentPage = () => location.pathname + location.search

/** Whether a value read back has the fields and types of `sample`, also after an upgrade. Null stands for any type. */
export function hasShapeOf<Sample>(sample: Sample, value: unknown): value is Sample {
  if (sample === null || value === null) return true
  if (typeof sample !== 'object') return typeof value === typeof sample
  if (typeof value !== 'object' || Array.isArray(sample) !== Array.isArray(value)) return false
  if (Array.isArray(sample)) return true
  return Object.entries(sample).every(([name, field]) => hasShapeOf(field, Reflect.get(value, name)))
}
