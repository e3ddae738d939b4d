import { useQuery } from '@tanstack/react-query'
import { Fragment, lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { Link, Outlet, ScrollRestoration, useLocation } from 'react-router'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { Brand } from '#src/app/Brand.tsx'
import { Breadcrumbs } from '#src/app/Breadcrumbs.tsx'
import { ConnectionState, SilenceNotice } from '#src/app/ConnectionState.tsx'
import { PrimaryNav } from '#src/app/PrimaryNav.tsx'
import { RouteAnnouncer } from '#src/app/RouteAnnouncer.tsx'
import { Shortcuts } from '#src/app/Shortcuts.tsx'
import { ThemeSwitch } from '#src/app/ThemeSwitch.tsx'
import { FreezeBanner } from '#src/features/freeze/FreezeBanner.tsx'
import { routes } from '#src/routes/routes.ts'
import { isWallboard, wallboardUrl } from '#src/routes/wallboard-url.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { PageVisitContext } from '#src/ui/page-visit.ts'
import styles from './Shell.module.css'

// Nothing is told before something has been done.
const NotificationArea = lazy(async () => ({
  default: (await import('#src/app/NotificationArea.tsx')).NotificationArea,
}))

/** What stands around every page. */
export function Shell() {
  const { pathname, search } = useLocation()
  const isWall = pathname === routes.fleet.url() && isWallboard(new URLSearchParams(search))
  // The wallboard is a page of its own, though the fleet's address is its.
  const place = isWall ? wallboardUrl() : pathname
  const [visit, setVisit] = useState({ place, followedLink: false })
  if (visit.place !== place) setVisit({ place, followedLink: true })
  const [title, setTitle] = useState('')
  const onTitle = useCallback((title: string) => setTitle(title), [])
  const { followedLink } = visit
  const pageVisit = useMemo(() => ({ followedLink, onTitle }), [followedLink, onTitle])
  return (
    <>
      {!isWall && <Header />}
      <main id="main" tabIndex={-1} className={styles['main']} data-wall={isWall || undefined}>
        {!isWall && <SilenceNotice />}
        {!isWall && <DemoNotice />}
        {pathname !== routes.freeze.url() && <FreezeBanner />}
        <PageVisitContext value={pageVisit}>
          {/* A page of another URL starts afresh, also where the same component shows it. */}
          <Fragment key={place}>
            <Outlet />
          </Fragment>
        </PageVisitContext>
      </main>
      <RouteAnnouncer title={followedLink ? title : ''} />
      <Suspense fallback={null}>
        <NotificationArea />
      </Suspense>
      <ScrollRestoration />
    </>
  )
}

function Header() {
  return (
    <>
      <a href="#main" className={styles['skip']}>
        Skip to the content
      </a>
      <header className={styles['header']}>
        <Link to={routes.fleet.url()} className={styles['home']}>
          <Brand />
        </Link>
        <PrimaryNav />
        <Breadcrumbs />
        <div className={styles['end']}>
          <ConnectionState />
          <Shortcuts />
          <ThemeSwitch />
        </div>
      </header>
    </>
  )
}

function DemoNotice() {
  const { data: status } = useQuery(platteStatusQuery())
  if (!status?.demo) return null
  return (
    <Notice tone="neutral">
      <strong>Demo:</strong> these nodes are simulated. They check in with this server as real ones would, and
      obey the policies you set. Start with <code>--no-demo</code> for a fleet of your own.
    </Notice>
  )
}
