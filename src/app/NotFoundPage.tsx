import { Link } from 'react-router'
import { routes } from '#src/routes/routes.ts'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import styles from './PlainPage.module.css'

export function NotFoundPage() {
  return (
    <>
      <PageHeading title="There is no such page" />
      <p className={styles['words']}>
        The address may be mistyped, or what it named is gone.{' '}
        <Link to={routes.fleet.url()}>Go to the fleet</Link>
      </p>
    </>
  )
}
