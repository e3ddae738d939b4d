import { Link } from 'react-router'
import type { Application } from '#contract/application.ts'
import { compareNames } from '#src/lib/compare-names.ts'
import { routes } from '#src/routes/routes.ts'
import { PopoverMenu } from '#src/ui/PopoverMenu.tsx'
import styles from './ChannelsMenu.module.css'

/** A choice of applications, each of which leads to its channels; open from the start. */
export function ChannelsMenu({ applications }: { applications: readonly Application[] }) {
  return (
    <PopoverMenu label="Channels" align="end" defaultOpened>
      <ul className={styles['applications']}>
        {applications
          .toSorted((a, b) => compareNames(a.name, b.name))
          .map(({ id, name }) => (
            <li key={id}>
              <Link to={routes.channels.url({ applicationId: id })}>
                <bdi>{name}</bdi>
              </Link>
            </li>
          ))}
      </ul>
    </PopoverMenu>
  )
}
