import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { packagesQuery } from '#src/api/packages.ts'
import { packageChoices } from '#src/domain/catalogue/package-choices.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { plural } from '#src/lib/format-number.ts'
import { nameList } from '#src/lib/name-list.ts'
import { routes } from '#src/routes/routes.ts'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { SearchField } from '#src/ui/SearchField.tsx'
import { useMinute } from '#src/ui/use-now.ts'
import styles from './Promotion.module.css'
import { NO_PACKAGE, promotionParams } from '#src/routes/promotion-url.ts'

interface PackageChooserProps {
  channel: Channel
  /** All channels of the application, to show which have a package. */
  channels: readonly Channel[]
}

/** A search finds the others. */
const MAX_SHOWN = 40

/** The packages for the channel's arch, the newest version first, and the choice of none. */
export function PackageChooser({ channel, channels }: PackageChooserProps) {
  const [search, setSearch] = useState('')
  const packages = useQuery(packagesQuery(channel.application_id))
  const now = useMinute()
  return (
    <QueryPanel
      title="Choose a package"
      note={`for ${archName(channel.arch)}, newest version first`}
      query={packages}
      actions={<SearchField label="Search versions" value={search} onChange={setSearch} />}
    >
      {(packages) => {
        const matching = packages
          .filter(({ arch }) => arch === channel.arch)
          .filter(({ version, description }) =>
            `${version} ${description ?? ''}`.toLowerCase().includes(search.trim().toLowerCase()),
          )
        const { current, outdated } = packageChoices(matching, now)
        const found = [...current, ...outdated]
        return (
          <>
            <ul className={styles['packages']} aria-label="Packages">
              {found.slice(0, MAX_SHOWN).map((release) => (
                <Choice
                  key={release.id}
                  release={release}
                  isOutdated={outdated.includes(release)}
                  channel={channel}
                  channels={channels}
                />
              ))}
              {search === '' && channel.package_id !== null && (
                <li>
                  <Link to={linkTo(channel, NO_PACKAGE)}>No package</Link>
                  <span className={styles['quiet']}>nodes get no updates</span>
                </li>
              )}
            </ul>
            {found.length === 0 && (
              <p className={styles['quiet']}>
                {search === ''
                  ? `There is no package for ${archName(channel.arch)} yet.`
                  : 'No version matches.'}
              </p>
            )}
            {found.length > MAX_SHOWN && (
              <p className={styles['quiet']}>
                {plural(found.length - MAX_SHOWN, 'older package')} not shown: search for a version.
              </p>
            )}
            <Link to={routes.newPackage.url({ applicationId: channel.application_id })}>Add a package</Link>
          </>
        )
      }}
    </QueryPanel>
  )
}

interface ChoiceProps extends PackageChooserProps {
  release: Package
  isOutdated: boolean
}

function Choice({ release, isOutdated, channel, channels }: ChoiceProps) {
  const here = release.id === channel.package_id
  const others = channels.filter(({ id, package_id }) => id !== channel.id && package_id === release.id)
  const isBlacklisted = release.channels_blacklist?.includes(channel.id) ?? false
  const notes = [
    here && 'current package',
    isOutdated && 'added more than a year ago',
    others.length > 0 && `also on ${nameList(others.map(({ name }) => name))}`,
    isBlacklisted && 'blacklisted for this channel',
    release.description,
  ].filter(Boolean)
  return (
    <li>
      {here ? (
        <strong>{release.version}</strong>
      ) : (
        <Link to={linkTo(channel, release.id)}>{release.version}</Link>
      )}
      <bdi className={styles['quiet']}>{notes.join(' · ')}</bdi>
    </li>
  )
}

const linkTo = ({ application_id, id }: Channel, package_id: string) =>
  routes.channelPackage.url(
    { applicationId: application_id, channelId: id },
    promotionParams({ package_id, from: null }),
  )
