import type { Channel } from '#contract/channel.ts'
import type { AuditEntry } from '#contract/audit-log.ts'
import { type FieldChange, fieldChanges, fieldLabel, writtenFields } from './audit-fields.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

/** An entry in a few words, without its actor and reason. */
export interface AuditEntryDescription {
  /** Follows the actor: "switched updates off", "tried to delete it". */
  verb: string
  /** "group Stable". */
  what: string
  /** Every changed field; all known fields of a created or deleted resource. */
  changes: FieldChange[]
}

const SUBJECTS: Record<AuditEntry['subject'], string> = {
  application: 'application',
  group: 'group',
  channel: 'channel',
  package: 'package',
  floor: 'floor',
  instance: 'node',
}

export const subjectName = (subject: AuditEntry['subject']): string => SUBJECTS[subject]

const MAX_NAMED = 3

/** @param channels of the application, to name those that the entry knows by id alone */
export function describeAuditEntry(entry: AuditEntry, channels: readonly Channel[]): AuditEntryDescription {
  const { subject, subject_name, before, after, outcome } = entry
  const changes = outcome === 'done' ? fieldChanges(subject, before, after, channels) : []
  return {
    verb: outcome === 'done' ? doneVerb(entry, changes) : triedVerb(entry),
    what: `${subjectName(subject)}${subject_name === '' ? '' : ` ${isolateText(subject_name)}`}`,
    changes: changes.filter((change) => change.before !== '' || change.after !== '(empty)'),
  }
}

function doneVerb({ action, subject, after, before }: AuditEntry, changes: readonly FieldChange[]): string {
  if (action === 'create') return subject === 'floor' ? 'set it' : 'created it'
  if (action === 'delete') return subject === 'floor' ? 'removed it' : 'deleted it'
  if (before === null) return 'changed it'
  const others = changes.filter(({ field }) => field !== 'policy_updates_enabled')
  const rest = others.length === 0 ? '' : ` and changed ${nameFields(others)}`
  if (others.length < changes.length)
    return `switched updates ${after?.['policy_updates_enabled'] === true ? 'on' : 'off'}${rest}`
  const [only] = changes
  if (changes.length === 1 && only?.field === 'package_id')
    return only.after === 'none' ? 'removed its package' : `set its package to ${only.after.split(' · ')[0]}`
  return changes.length === 0 ? 'changed it' : `changed ${nameFields(changes)}`
}

/** The server's error message with fields by their names on screen; null without one. */
export function describeAuditMessage({
  subject,
  message,
}: Pick<AuditEntry, 'subject' | 'message'>): string | null {
  if (message === null) return null
  let words = message
  for (const field of writtenFields(subject)) {
    const label = fieldLabel(subject, field)
    words = words.replace(
      new RegExp(`\\b${field} is (.+?) now, and was (.+?)(?=; |\\), )`, 'g'),
      (_, now: string, was: string) => `${label} is ${formatSwitch(now)} now, and was ${formatSwitch(was)}`,
    )
    // Other field names are ordinary words that may mean something else in a sentence.
    if (field.includes('_')) words = words.replace(new RegExp(`\\b${field}\\b`, 'g'), label)
  }
  return words
}

const formatSwitch = (value: string) => (value === 'true' ? 'on' : value === 'false' ? 'off' : value)

const nameFields = (changes: readonly FieldChange[]) => {
  const names = changes.slice(0, MAX_NAMED).map(({ label }) => label.toLowerCase())
  const more = changes.length - names.length
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function triedVerb({ action }: AuditEntry): string {
  if (action === 'create') return 'tried to create it'
  return action === 'delete' ? 'tried to delete it' : 'tried to change it'
}
