import { useLocalStorage } from '@mantine/hooks'
import * as z from 'zod/mini'

/** A filter with its sort, under a name, in this browser. */
export interface SavedView {
  name: string
  /** The URL's query string, without its "?". */
  search: string
}

const KEY = 'platte-node-views'
const savedViewsSchema = z.array(z.object({ name: z.string(), search: z.string() }))
const NONE: SavedView[] = []

/** What this browser keeps; what isn't a list of views is none. */
export function parseSavedViews(text: string | undefined): SavedView[] {
  try {
    return savedViewsSchema.parse(JSON.parse(text ?? '[]'))
  } catch {
    return NONE
  }
}

const byName = new Intl.Collator('en', { numeric: true }).compare

/** With that view, in the place of one that has its name. */
export const withView = (views: readonly SavedView[], view: SavedView): SavedView[] =>
  [...withoutView(views, view.name), view].toSorted((a, b) => byName(a.name, b.name))

export const withoutView = (views: readonly SavedView[], name: string): SavedView[] =>
  views.filter((view) => view.name !== name)

export function useSavedViews() {
  const [views, setViews] = useLocalStorage<SavedView[]>({
    key: KEY,
    defaultValue: NONE,
    getInitialValueInEffect: false,
    deserialize: parseSavedViews,
  })
  return { views, setViews }
}
