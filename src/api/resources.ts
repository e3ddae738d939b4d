import * as z from 'zod/mini'
import { applicationSchema } from '#contract/application.ts'
import { channelSchema } from '#contract/channel.ts'
import { floorPageSchema, floorWrittenSchema } from '#contract/floor.ts'
import { groupWriteOfSettings, settingsOfGroup } from '#contract/group-settings.ts'
import { groupSchema } from '#contract/group.ts'
import { instanceSchema } from '#contract/instance.ts'
import type { AuditSubject } from '#contract/audit-log.ts'
import { packageSchema } from '#contract/package.ts'
import type { WriteContext } from '#contract/write-context.ts'
import { isNotFound } from '#src/api/api-error.ts'
import { request } from '#src/api/http.ts'

export type Thing = Record<string, unknown>

/** Something that the audit log has an entry of. */
export interface ThingRef {
  subject: AuditSubject
  applicationId: string
  /** Of a floor that of its channel. */
  id: string
  /** Of a floor; empty for anything else. */
  packageId: string
}

const part = encodeURIComponent
const EVERYTHING = 'page=1&perpage=1000'

function pathOf({ subject, applicationId, id, packageId }: ThingRef): string {
  const paths: Record<AuditSubject, string> = {
    application: `/api/apps/${part(id)}`,
    group: `/api/apps/${part(applicationId)}/groups/${part(id)}`,
    channel: `/api/apps/${part(applicationId)}/channels/${part(id)}`,
    package: `/api/apps/${part(applicationId)}/packages/${part(id)}`,
    floor: `/api/channels/${part(id)}/floors/${part(packageId)}`,
    instance: `/api/instances/${part(id)}`,
  }
  return paths[subject]
}

/**
 * As the server has it now; null where it is gone. A floor that isn't there is one too: it can be set again.
 * Nodes can't be read by their id alone.
 */
export async function readThing(
  ref: Omit<ThingRef, 'subject'> & { subject: Exclude<AuditSubject, 'instance'> },
  signal: AbortSignal,
): Promise<Thing | null> {
  try {
    if (ref.subject === 'floor') {
      const floors = await request(`/api/channels/${part(ref.id)}/floors?${EVERYTHING}`, floorPageSchema, {
        signal,
      })
      const floor = floors.packages?.find(({ id }) => id === ref.packageId)
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

/** Replaces it by what `thing` says, and refuses what that isn't. @throws ApiError */
export async function writeThing(ref: ThingRef, thing: Thing, note: WriteContext): Promise<void> {
  const answer =
    ref.subject === 'floor'
      ? floorWrittenSchema
      : ref.subject === 'instance'
        ? instanceSchema
        : SCHEMAS[ref.subject]
  await request(pathOf(ref), answer, { method: 'PUT', body: bodyOf(ref.subject, thing), note })
}

/** @throws ApiError */
export async function deleteFloor(ref: ThingRef, note: WriteContext): Promise<void> {
  await request(pathOf(ref), z.unknown(), { method: 'DELETE', note })
}

const bodyOf = (subject: AuditSubject, thing: Thing): object => BODIES[subject](thing)

const BODIES: Record<AuditSubject, (thing: Thing) => object> = {
  group: (thing) => groupWriteOfSettings(settingsOfGroup(z.parse(groupSchema, thing))),
  channel: (thing) => {
    const { application_id, name, color, arch, package_id } = z.parse(channelSchema, thing)
    return { application_id, name, color, arch, package_id: package_id ?? '' }
  },
  package: packageBody,
  application: (thing) => {
    const { name, description, product_id } = z.parse(applicationSchema, thing)
    return { name, description, product_id: product_id ?? '' }
  },
  floor: ({ floor_reason }) => ({ floor_reason: floor_reason ?? null }),
  instance: ({ alias }) => ({ alias: alias ?? '' }),
}

function packageBody(thing: Thing): object {
  const { filename, description, size, hash, channels_blacklist, extra_files, flatcar_action, ...same } =
    z.parse(packageSchema, thing)
  const { application_id, arch, type, version, url } = same
  return {
    application_id,
    arch,
    type,
    version,
    url,
    filename: filename ?? '',
    description: description ?? '',
    size: size ?? '',
    hash: hash ?? '',
    channels_blacklist: channels_blacklist ?? [],
    extra_files: (extra_files ?? []).map((file) => ({
      id: file.id,
      name: file.name ?? '',
      size: file.size ?? '',
      hash: file.hash ?? '',
      hash256: file.hash256 ?? '',
    })),
    flatcar_action: flatcar_action && { id: flatcar_action.id, sha256: flatcar_action.sha256 },
  }
}
