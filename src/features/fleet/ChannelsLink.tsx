import { Button } from '@mantine/core'
import { Link } from 'react-router'
import type { Application } from '#contract/application.ts'
import { routes } from '#src/routes/routes.ts'
import { LazyPart } from '#src/ui/lazy/LazyPart.tsx'
import { createPart } from '#src/ui/lazy/part.ts'

// Keeps the code of menus out of the first load.
const channelsMenu = createPart(async () => (await import('./ChannelsMenu.tsx')).ChannelsMenu)

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
  return (
    <LazyPart
      part={channelsMenu}
      failureTitle="Failed to load the choice of applications"
      loading={<PendingMenu />}
      renderFailure={() => <PendingMenu />}
      props={{ applications }}
    />
  )
}

const PendingMenu = () => (
  <Button size="xs" variant="default" disabled>
    Channels
  </Button>
)
