import { compareNames } from '#src/lib/compare-names.ts'
import { useLocalStorage } from '@mantine/hooks'
import * as z from 'zod/mini'
import { storedValue } from '#src/lib/stored-value.ts'

const savedViewSchema = z.object({
  name: z.string(),
  /** The URL's query string with its filters and sort, without "?". */
  search: z.string(),
})
const SAVED_VIEWS = storedValue('platte-node-views', z.array(savedViewSchema), [])

/** Filters and a sort order that this browser keeps under a name. */
export type SavedView = z.infer<typeof savedViewSchema>

/** Adds a view, or replaces the one with the same name; sorted by name. */
export const withView = (views: readonly SavedView[], view: SavedView): SavedView[] =>
  [...withoutView(views, view.name), view].toSorted((a, b) => compareNames(a.name, b.name))

export const withoutView = (views: readonly SavedView[], name: string): SavedView[] =>
  views.filter((view) => view.name !== name)

export function useSavedViews() {
  const [views, setViews] = useLocalStorage<SavedView[]>(SAVED_VIEWS)
  return { views, setViews }
}
