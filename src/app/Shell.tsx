import { Fragment, use, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Outlet, ScrollRestoration, useLocation, useMatches } from 'react-router'
import { SECOND_MS } from '#contract/time-units.ts'
import { Breadcrumbs } from './Breadcrumbs.tsx'
import { isOutage, useConnection } from '#src/api/connection.ts'
import { hasFailedRead } from '#src/api/has-failed-read.ts'
import { DemoNotice } from './DemoNotice.tsx'
import { GateNoticeContext } from './gate-notice.ts'
import { Header } from './Header.tsx'
import { NavigationProgress } from './NavigationProgress.tsx'
import { OutageNotice } from './OutageNotice.tsx'
import { pageKey } from './page-key.ts'
import { useShownTimeZone } from './page-time-zone.ts'
import { RouteAnnouncer } from './RouteAnnouncer.tsx'
import { TimeZoneChoice } from './TimeZoneChoice.tsx'
import { useBranding } from './use-branding.ts'
import { useLightPrint } from './use-light-print.ts'
import { useRestoredFocus } from './use-restored-focus.ts'
import { useRestoredScroll } from './use-restored-scroll.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { FreezeBanner } from '#src/features/freeze/FreezeBanner.tsx'
import { routes } from '#src/routes/routes.ts'
import { isWallboard, wallboardUrl } from '#src/routes/wallboard-url.ts'
import { LazyView } from '#src/ui/lazy/LazyView.tsx'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'
import { LoadFailure } from '#src/ui/lazy/LoadFailure.tsx'
import { ExplainedErrorContext } from '#src/ui/explained-error.ts'
import { hasNotified } from '#src/ui/has-notified.ts'
import { PageVisitContext } from '#src/ui/page-visit.ts'
import styles from './Shell.module.css'

const notificationArea = createLazyComponent(
  async () => (await import('./NotificationArea.tsx')).NotificationArea,
)

/** The frame around every page: header, notices and notifications. */
export function Shell() {
  const { pathname, search } = useLocation()
  const isWall = pathname === routes.fleet.url() && isWallboard(new URLSearchParams(search))
  // The wallboard is a page of its own, though it shares the path of the fleet page.
  const pageUrl = isWall ? wallboardUrl() : pathname
  const page = pageKey(useMatches(), pageUrl)
  const timeZone = useShownTimeZone()
  const { visit, title, announced } = useVisit(page, pageUrl)
  useFocusAfterMove(pageUrl)
  useRestoredFocus()
  useRestoredScroll()
  useLightPrint()
  const isExplained = useIsErrorExplained()
  const status = useQuery(platteStatusQuery())
  // A query that fails is pending again at each attempt, at which the page would vanish.
  const areNoticesKnown = !status.isPending || hasFailedRead(status)
  return (
    <>
      <NavigationProgress />
      {!isWall && <Header />}
      <main
        id="main"
        tabIndex={-1}
        className={styles['main']}
        data-wall={isWall || undefined}
        data-waiting={!areNoticesKnown || undefined}
      >
        {use(GateNoticeContext)}
        {!isWall && <OutageNotice />}
        {!isWall && <DemoNotice />}
        {pathname !== routes.freeze.url() && <FreezeBanner />}
        <div className={styles['above']}>
          <Breadcrumbs pageTitle={title} />
          <TimeZoneChoice />
        </div>
        <PageVisitContext value={visit}>
          <ExplainedErrorContext value={isWall ? NO_ERROR_EXPLAINED : isExplained}>
            {/* Remounts the page when the URL changes, even if the same component shows it, or its time zone. */}
            <Fragment key={`${page} ${timeZone}`}>
              <Outlet />
            </Fragment>
          </ExplainedErrorContext>
        </PageVisitContext>
      </main>
      <RouteAnnouncer title={announced} />
      {useNeedsNotifications() && <Notifications />}
      <ScrollRestoration />
    </>
  )
}

/** How the reader came to the page, and what its heading says; `title` is null until the page has one. */
function useVisit(page: string, pageUrl: string) {
  const [move, setMove] = useState({ page, pageUrl, followedLink: false, hasMoved: false })
  if (move.pageUrl !== pageUrl) {
    // The views of a group share a heading, which doesn't take the focus from their tabs.
    const followedLink = move.page !== page || move.followedLink
    setMove({ page, pageUrl, followedLink, hasMoved: true })
  }
  const [title, setTitle] = useState({ page: '', text: '' })
  const { followedLink, hasMoved } = move
  const { title: site } = useBranding()
  const visit = useMemo(
    () => ({ followedLink, site, onTitle: (text: string) => setTitle({ page, text }) }),
    [followedLink, site, page],
  )
  return {
    visit,
    title: title.page === page ? title.text : null,
    /** The new page's title; that of the page before until there is one. */
    announced: hasMoved ? title.text : '',
  }
}

const Notifications = () => (
  <LazyView
    component={notificationArea}
    failureTitle="Failed to load the notifications"
    renderFailure={(failure) => (
      <div className={styles['corner']}>
        <LoadFailure {...failure} />
      </div>
    )}
    props={{}}
  />
)

/** Long after the first load, and before most people have written anything. */
const AT_REST_MS = 5 * SECOND_MS

/** The area's code loads once the page is at rest, so that it is there if the server isn't; earlier to announce something. */
function useNeedsNotifications(): boolean {
  const isAnnouncing = useSyncExternalStore(hasNotified.subscribe, hasNotified.get)
  const [isAtRest, setAtRest] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setAtRest(true), AT_REST_MS)
    return () => clearTimeout(timer)
  }, [])
  return isAnnouncing || isAtRest
}

/** After a view whose focused control is gone with it, such as a saved form, reading continues at the heading. */
function useFocusAfterMove(pageUrl: string): void {
  const shown = useRef(pageUrl)
  useEffect(() => {
    if (shown.current === pageUrl) return
    shown.current = pageUrl
    if (document.activeElement !== document.body) return
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
  }, [pageUrl])
}

// The wallboard has no notice of an outage above it.
const NO_ERROR_EXPLAINED = () => false

/** While the update server doesn't respond, one notice says so; for a moment after it, the panels read again. */
function useIsErrorExplained() {
  const isOut = useConnection('outage') !== null
  return useCallback(
    ({ error, isFetching }: { error: Error | null; isFetching: boolean }) =>
      isOutage(error) && (isOut || isFetching),
    [isOut],
  )
}
