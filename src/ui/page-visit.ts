import { createContext, useContext, useEffect } from 'react'

interface PageVisit {
  /** Whether the reader came by a link inside the dashboard rather than by loading the page. */
  followedLink: boolean
  /** Called when the page's title becomes known or changes. */
  onTitle: (title: string) => void
}

/** Provided by the shell for `PageHeading`. */
export const PageVisitContext = createContext<PageVisit>({ followedLink: false, onTitle: () => undefined })

const SITE = 'Platte'

/** Sets the title of the document, which names the page in tabs, in the history and in the announcement. */
export function usePageTitle(title: string, progress?: string): PageVisit {
  const visit = useContext(PageVisitContext)
  const { onTitle } = visit
  useEffect(() => {
    document.title = [progress, title, title === SITE ? undefined : SITE].filter(Boolean).join(' · ')
  }, [title, progress])
  useEffect(() => onTitle(title), [title, onTitle])
  return visit
}
