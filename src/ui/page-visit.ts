import { createContext, useContext, useEffect } from 'react'

interface PageVisit {
  /** Whether the reader came by a link inside the dashboard rather than by loading the page. */
  followedLink: boolean
  /** Ends the document's titles. */
  site: string
  /** Called when the page's title becomes known or changes. */
  onTitle: (title: string) => void
}

/** Provided by the shell for `PageHeading`. */
export const PageVisitContext = createContext<PageVisit>({
  followedLink: false,
  site: 'Platte',
  onTitle: () => undefined,
})

/** Sets the title of the document, which names the page in tabs, in the history and in the announcement. */
export function usePageTitle(title: string, progress?: string): PageVisit {
  const visit = useContext(PageVisitContext)
  const { onTitle, site } = visit
  useEffect(() => {
    document.title = [progress, title, title === site ? undefined : site].filter(Boolean).join(' · ')
  }, [title, progress, site])
  useEffect(() => onTitle(title), [title, onTitle])
  return visit
}
