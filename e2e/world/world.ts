import { randomBytes } from 'node:crypto'
import { type TestApplication, type ApplicationPlan, createApplication } from './application.ts'
import { createOmahaClient } from './omaha-client.ts'
import { createRestClient, type RestClient } from './rest-client.ts'

/**
 * Creates a test's own data on the server, through REST and Omaha only and with unique names, since the server may have
 * applications of other tests and other people. The fixture deletes it after the test.
 */
export interface World {
  application: <ChannelName extends string, GroupName extends string>(
    plan: ApplicationPlan<ChannelName, GroupName>,
  ) => Promise<TestApplication<ChannelName, GroupName>>
  rest: RestClient
  deleteAll: () => Promise<void>
}

interface WorldOptions {
  server: string
  updateServer: string
  /** Of REST requests. */
  headers?: Record<string, string>
}

/** `server` takes REST requests, `updateServer` the nodes' requests: two URLs where Platte is in front of another server. */
export function createWorld({ server, updateServer, headers }: WorldOptions): World {
  const rest = createRestClient(server, headers)
  const omaha = createOmahaClient(updateServer)
  const applicationIds: string[] = []
  return {
    application: async (plan) => {
      const name = `${plan.name ?? 'Kiosk OS'} ${randomBytes(3).toString('hex')}`
      const application = await createApplication({ rest, omaha }, name, plan)
      applicationIds.push(application.id)
      return application
    },
    rest,
    deleteAll: async () => {
      await Promise.all(applicationIds.splice(0).map((id) => rest.delete(`/api/apps/${id}`)))
    },
  }
}
