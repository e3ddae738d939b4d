import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Application } from '#contract/application.ts'
import { routes } from '#src/routes/routes.ts'
import { Chevron } from '#src/ui/Chevron.tsx'
import { LazyView } from '#src/ui/lazy/LazyView.tsx'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'

// Menus are not part of the first load: their code comes when somebody is about to open one.
const channelsMenu = createLazyComponent(async () => (await import('./ChannelsMenu.tsx')).ChannelsMenu)

interface ChannelsLinkProps {
  /** Undefined while they load. */
  applications: readonly Application[] | undefined
  /** Id of the application in force; empty for none. */
  chosen: string
}

/** Leads to the channels of the application in force, or to a choice of applications. */
export function ChannelsLink({ applications, chosen }: ChannelsLinkProps) {
  if (applications === undefined) return <PendingMenu />
  const inForce = applications.length === 1 ? applications[0] : applications.find(({ id }) => id === chosen)
  if (inForce) {
    return (
      <Button
        component={Link}
        to={routes.channels.url({ applicationId: inForce.id })}
        size="xs"
        variant="default"
        aria-label={`Channels of ${inForce.name}`}
        title={`Channels and promotions of ${inForce.name}`}
      >
        Channels
      </Button>
    )
  }
  if (applications.length === 0) return null
  return <ChannelsChoice applications={applications} />
}

function ChannelsChoice({ applications }: { applications: readonly Application[] }) {
  const [isWanted, setWanted] = useState(false)
  const load = () => void channelsMenu.load()
  const button = (
    <Button
      size="xs"
      variant="default"
      aria-haspopup="dialog"
      rightSection={<Chevron />}
      loading={isWanted}
      onPointerEnter={load}
      onFocus={load}
      onClick={() => setWanted(true)}
    >
      Channels
    </Button>
  )
  if (!isWanted) return button
  return (
    <LazyView
      component={channelsMenu}
      failureTitle="Failed to load the choice of applications"
      loading={button}
      props={{ applications }}
    />
  )
}

const PendingMenu = () => (
  <Button size="xs" variant="default" disabled>
    Channels
  </Button>
)
