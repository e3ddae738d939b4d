import { createContext, useContext, useEffect } from 'react'

interface PageVisit {
  /** The reader came by a link in the dashboard, not by loading the page. */
  followedLink: boolean
  /** Told whenever the page's title becomes known or changes. */
  onTitle: (title: string) => void
}

/** Given by the shell; the kit's `PageHeading` keeps to it. */
export const PageVisitContext = createContext<PageVisit>({ followedLink: false, onTitle: () => undefined })

const SITE = 'Platte'

/** Sets the document's title, so that tabs, history and the announcement name the page. */
export function usePageTitle(title: string): PageVisit {
  const visit = useContext(PageVisitContext)
  const { onTitle } = visit
  useEffect(() => {
    document.title = title === SITE ? SITE : `${title} · ${SITE}`
    onTitle(title)
  }, [title, onTitle])
  return visit
}
