import { randomBytes } from 'node:crypto'
import { type ApplicationInWorld, type ApplicationPlan, createApplication } from './application.ts'
import { createOmahaClient } from './omaha-client.ts'
import { createRestClient, type RestClient } from './rest-client.ts'

/**
 * What a test makes for itself on the server, through REST and Omaha alone and under names of its own: other tests'
 * and other people's applications may stand beside it. What it has made is gone after the test.
 */
export interface World {
  application: <Channel extends string, Group extends string>(
    plan: ApplicationPlan<Channel, Group>,
  ) => Promise<ApplicationInWorld<Channel, Group>>
  rest: RestClient
  end: () => Promise<void>
}

/** `updateServer` is where nodes ask, which is another one than `server` where that stands in front of it. */
export function createWorld({ server, updateServer }: { server: string; updateServer: string }): World {
  const rest = createRestClient(server)
  const omaha = createOmahaClient(updateServer)
  const made: string[] = []
  return {
    application: async (plan) => {
      const name = `${plan.name ?? 'Kiosk OS'} ${randomBytes(3).toString('hex')}`
      const application = await createApplication({ rest, omaha }, name, plan)
      made.push(application.id)
      return application
    },
    rest,
    end: async () => {
      await Promise.all(made.splice(0).map((id) => rest.delete(`/api/apps/${id}`)))
    },
  }
}
