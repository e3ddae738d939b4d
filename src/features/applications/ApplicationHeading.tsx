import type { ReactNode } from 'react'
import type { Application } from '#contract/application.ts'
import { plural } from '#src/lib/format-number.ts'
import { isolateText } from '#src/lib/isolate-text.ts'
import { CLONE, routes } from '#src/routes/routes.ts'
import { Fact, Facts } from '#src/ui/Facts.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { WriteButton } from '#src/writes/WriteButton.tsx'
import styles from './Applications.module.css'

/** An application's name with its ids, and what can be done with it. */
export function ApplicationHeading({
  application,
  actions,
}: {
  application: Application
  actions?: ReactNode
}) {
  const { id, name, description, product_id, instances } = application
  const links = [
    { to: routes.editApplication.url({ applicationId: id }), words: 'Edit' },
    { to: routes.newApplication.url(new URLSearchParams({ [CLONE]: id })), words: 'Clone' },
  ]
  return (
    <PageHeading
      title={name}
      documentTitle={isolateText(name)}
      note={
        <>
          {description !== '' && (
            <p className={styles['description']}>
              <bdi>{description}</bdi>
            </p>
          )}
          <Facts layout="line">
            <Fact name="Product ID">{product_id === null ? 'none' : <bdi>{product_id}</bdi>}</Fact>
            <Fact name="ID">{id}</Fact>
            <Fact name="Seen in the last 24 hours">{plural(instances.count, 'node')}</Fact>
          </Facts>
        </>
      }
      actions={
        <>
          {links.map(({ to, words }) => (
            <WriteButton key={to} to={to} size="xs" variant="default">
              {words}
            </WriteButton>
          ))}
          {actions}
        </>
      }
    />
  )
}
