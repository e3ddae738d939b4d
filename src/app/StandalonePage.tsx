import type { ReactNode } from 'react'
import { Brand } from './Brand.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { useBranding } from './use-branding.ts'
import styles from './StandalonePage.module.css'

/** A page without header and navigation, for when no page of the dashboard can be shown. */
export function StandalonePage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles['page']}>
      <header>
        <Brand {...useBranding()} />
      </header>
      <main className={styles['main']}>
        <PageHeading title={title} />
        <div className={styles['text']}>{children}</div>
      </main>
    </div>
  )
}
