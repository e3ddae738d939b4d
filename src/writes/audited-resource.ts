import type { AuditedResource, AuditEntry } from '#contract/audit-log.ts'
import { isSameValue } from '#contract/write-context.ts'
import { deleteFloor } from '#src/api/floors.ts'
import { readResource, type ResourceRef, writeResource } from '#src/api/resources.ts'
import { writtenFields } from '#src/domain/audit/audit-fields.ts'
import { subjectName } from '#src/domain/audit/describe-audit-entry.ts'
import { GROUP_WRITE_INVALIDATES } from './group-resource.ts'
import type { WritableResource } from './writable-resource.ts'

/** Where the resource of an entry is. */
export function refOfEntry({ subject, application_id, subject_id, before, after }: AuditEntry): ResourceRef {
  const packageId = (after ?? before)?.['package_id']
  return {
    subject,
    applicationId: application_id ?? '',
    id: subject_id ?? '',
    packageId: subject === 'floor' && typeof packageId === 'string' ? packageId : '',
  }
}

/** Everything that a write of the resource replaces; all null for a resource that is not there. */
export const settingsOfAudited = (
  { subject }: Pick<AuditEntry, 'subject'>,
  resource: AuditedResource | null,
): AuditedResource => {
  const fields = subject === 'floor' ? ['package_id', ...writtenFields(subject)] : writtenFields(subject)
  return Object.fromEntries(fields.map((field) => [field, resource?.[field] ?? null]))
}

/** Whatever an audit log entry is about, of any kind; null where it is gone. A floor can be set and removed. */
export function auditedResource(
  entry: AuditEntry,
): WritableResource<AuditedResource | null, AuditedResource> {
  const { subject, subject_name, after } = entry
  const ref = refOfEntry(entry)
  return {
    key: [subject, ref.id, ref.packageId].filter(Boolean).join('-'),
    noun: subjectName(subject),
    name: subject_name,
    // A node can't be read by its id alone: its alias is taken to be as the entry left it, and the server compares.
    read: async (signal) => (subject === 'instance' ? after : readResource({ ...ref, subject }, signal)),
    canVerify: subject !== 'instance',
    write: async (settings, from, context, signal) => {
      if (subject === 'floor' && settings['package_id'] === null) {
        await deleteFloor({ channelId: ref.id, packageId: ref.packageId }, context, signal)
        return null
      }
      const changes = Object.entries(settings).filter(([field, value]) => !isSameValue(value, from?.[field]))
      const resource = { ...from, ...Object.fromEntries(changes) }
      await writeResource(ref, resource, context, signal)
      return resource
    },
    settingsOf: (resource) => settingsOfAudited(entry, resource),
    isSame: (one, other) => Object.keys(one).every((field) => isSameValue(one[field], other[field])),
    invalidates: GROUP_WRITE_INVALIDATES,
  }
}
