import { useQuery } from '@tanstack/react-query'
import { Fragment, useMemo, useState } from 'react'
import { Link, Outlet, ScrollRestoration, useLocation } from 'react-router'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { Brand } from './Brand.tsx'
import { Breadcrumbs } from './Breadcrumbs.tsx'
import { ConnectionStatus, OutageNotice } from './ConnectionStatus.tsx'
import { PrimaryNav } from './PrimaryNav.tsx'
import { RouteAnnouncer } from './RouteAnnouncer.tsx'
import { Shortcuts } from './Shortcuts.tsx'
import { ThemeSwitch } from './ThemeSwitch.tsx'
import { FreezeBanner } from '#src/features/freeze/FreezeBanner.tsx'
import { routes } from '#src/routes/routes.ts'
import { isWallboard, wallboardUrl } from '#src/routes/wallboard-url.ts'
import { LazyPart } from '#src/ui/lazy/LazyPart.tsx'
import { createPart } from '#src/ui/lazy/part.ts'
import { PartFailure } from '#src/ui/lazy/PartFailure.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { PageVisitContext } from '#src/ui/page-visit.ts'
import styles from './Shell.module.css'

// Loaded after the page: there is no notification before the first write.
const notificationArea = createPart(async () => (await import('./NotificationArea.tsx')).NotificationArea)

/** The frame around every page: header, notices and notifications. */
export function Shell() {
  const { pathname, search } = useLocation()
  const isWall = pathname === routes.fleet.url() && isWallboard(new URLSearchParams(search))
  // The wallboard is a page of its own, though it shares the path of the fleet page.
  const pageUrl = isWall ? wallboardUrl() : pathname
  const [visit, setVisit] = useState({ pageUrl, followedLink: false })
  if (visit.pageUrl !== pageUrl) setVisit({ pageUrl, followedLink: true })
  const [title, setTitle] = useState('')
  const { followedLink } = visit
  const pageVisit = useMemo(() => ({ followedLink, onTitle: setTitle }), [followedLink])
  return (
    <>
      {!isWall && <Header />}
      <main id="main" tabIndex={-1} className={styles['main']} data-wall={isWall || undefined}>
        {!isWall && <OutageNotice />}
        {!isWall && <DemoNotice />}
        {pathname !== routes.freeze.url() && <FreezeBanner />}
        <PageVisitContext value={pageVisit}>
          {/* Remounts the page when the URL changes, even if the same component shows it. */}
          <Fragment key={pageUrl}>
            <Outlet />
          </Fragment>
        </PageVisitContext>
      </main>
      <RouteAnnouncer title={followedLink ? title : ''} />
      <LazyPart
        part={notificationArea}
        failureTitle="Failed to load the notifications"
        renderFailure={(failure) => (
          <div className={styles['corner']}>
            <PartFailure {...failure} />
          </div>
        )}
        props={{}}
      />
      <ScrollRestoration />
    </>
  )
}

function Header() {
  return (
    <>
      <a href="#main" className={styles['skip']}>
        Skip to content
      </a>
      <header className={styles['header']}>
        <Link to={routes.fleet.url()} className={styles['home']}>
          <Brand />
        </Link>
        <PrimaryNav />
        <Breadcrumbs />
        <div className={styles['end']}>
          <ConnectionStatus />
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
      <strong>Demo:</strong> these nodes are simulated. They check in with this server as real nodes would,
      and follow the policies you set. Start with <code>--no-demo</code> for a fleet of your own.
    </Notice>
  )
}
