import * as z from 'zod/mini'
import { applicationSchema } from '#contract/application.ts'
import { channelSchema } from '#contract/channel.ts'
import { floorWrittenSchema } from '#contract/floor.ts'
import { groupWriteOfSettings, settingsOfGroup } from '#contract/group-settings.ts'
import { groupSchema } from '#contract/group.ts'
import { instanceSchema } from '#contract/instance.ts'
import type { AuditedResource, AuditSubject } from '#contract/audit-log.ts'
import { packageWriteOfSettings } from '#contract/package-settings.ts'
import { packageSchema } from '#contract/package.ts'
import type { WriteContext } from '#contract/write-context.ts'
import { isNotFound } from '#src/api/api-error.ts'
import { floorPath, readFloors } from '#src/api/floors.ts'
import { request } from '#src/api/http.ts'

/** Identifies a resource that the audit log has an entry about. */
export interface ResourceRef {
  subject: AuditSubject
  applicationId: string
  /** A floor's is its channel's. */
  id: string
  /** Of a floor; empty for all other resources. */
  packageId: string
}

const part = encodeURIComponent

function pathOf({ subject, applicationId, id, packageId }: ResourceRef): string {
  const paths: Record<AuditSubject, string> = {
    application: `/api/apps/${part(id)}`,
    group: `/api/apps/${part(applicationId)}/groups/${part(id)}`,
    channel: `/api/apps/${part(applicationId)}/channels/${part(id)}`,
    package: `/api/apps/${part(applicationId)}/packages/${part(id)}`,
    floor: floorPath({ channelId: id, packageId }),
    instance: `/api/instances/${part(id)}`,
  }
  return paths[subject]
}

/** The resource as the server has it now; null where it is gone. Nodes can't be read by their id alone. */
export async function readResource(
  ref: Omit<ResourceRef, 'subject'> & { subject: Exclude<AuditSubject, 'instance'> },
  signal: AbortSignal,
): Promise<AuditedResource | null> {
  try {
    if (ref.subject === 'floor') {
      const floors = await readFloors(ref.id, signal)
      const floor = floors.find(({ id }) => id === ref.packageId)
      return floor ? { package_id: floor.id, floor_reason: floor.floor_reason } : null
    }
    return await request(pathOf(ref), SCHEMAS[ref.subject], { signal })
  } catch (error) {
    if (isNotFound(error)) return null
    throw error
  }
}

const SCHEMAS = {
  application: applicationSchema,
  group: groupSchema,
  channel: channelSchema,
  package: packageSchema,
} as const

/** Replaces the resource. @throws ApiError; ZodError for a `resource` that is not one of its kind */
export async function writeResource(
  ref: ResourceRef,
  resource: AuditedResource,
  context: WriteContext,
  signal: AbortSignal,
): Promise<void> {
  const answer =
    ref.subject === 'floor'
      ? floorWrittenSchema
      : ref.subject === 'instance'
        ? instanceSchema
        : SCHEMAS[ref.subject]
  await request(pathOf(ref), answer, { method: 'PUT', body: BODIES[ref.subject](resource), context, signal })
}

/** The body of a PUT, from a resource as a GET returns it. */
const BODIES: Record<AuditSubject, (resource: AuditedResource) => object> = {
  group: (resource) => groupWriteOfSettings(settingsOfGroup(z.parse(groupSchema, resource))),
  channel: (resource) => {
    const { application_id, name, color, arch, package_id } = z.parse(channelSchema, resource)
    return { application_id, name, color, arch, package_id: package_id ?? '' }
  },
  package: (resource) => {
    const release = z.parse(packageSchema, resource)
    return packageWriteOfSettings(release, release)
  },
  application: (resource) => {
    const { name, description, product_id } = z.parse(applicationSchema, resource)
    return { name, description, product_id: product_id ?? '' }
  },
  floor: ({ floor_reason }) => ({ floor_reason: floor_reason ?? null }),
  instance: ({ alias }) => ({ alias: alias ?? '' }),
}
