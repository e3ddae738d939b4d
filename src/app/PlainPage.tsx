import type { ReactNode } from 'react'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { Brand } from '#src/app/Brand.tsx'
import styles from './PlainPage.module.css'

/** A page without the dashboard around it, for when there is nothing to show in one. */
export function PlainPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles['page']}>
      <header>
        <Brand />
      </header>
      <main className={styles['main']}>
        <PageHeading title={title} />
        <div className={styles['words']}>{children}</div>
      </main>
    </div>
  )
}
