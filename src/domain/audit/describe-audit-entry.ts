import type { Channel } from '#contract/channel.ts'
import type { AuditEntry } from '#contract/audit-log.ts'
import { type FieldChange, fieldChanges, fieldLabel, writtenFields } from './audit-fields.ts'

/** An entry in a few words, without who and why. */
export interface AuditEntryDescription {
  /** "switched updates off", "tried to delete it", after the actor. */
  verb: string
  /** "group Stable". */
  what: string
  /** Field by field; of what was made or deleted, all that is known of it. */
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

const MOST_NAMED = 3

/** @param channels of the application, for the names of those that the entry only has ids of */
export function describeAuditEntry(entry: AuditEntry, channels: readonly Channel[]): AuditEntryDescription {
  const { subject, subject_name, before, after, outcome } = entry
  const changes = outcome === 'done' ? fieldChanges(subject, before, after, channels) : []
  return {
    verb: outcome === 'done' ? doneVerb(entry, changes) : triedVerb(entry),
    what: `${subjectName(subject)}${subject_name === '' ? '' : ` ${subject_name}`}`,
    changes: changes.filter((change) => change.before !== '' || change.after !== '(empty)'),
  }
}

function doneVerb({ action, subject, after, before }: AuditEntry, changes: readonly FieldChange[]): string {
  if (action === 'create') return subject === 'floor' ? 'set it' : 'made it'
  if (action === 'delete') return subject === 'floor' ? 'removed it' : 'deleted it'
  if (before === null) return 'changed it'
  const others = changes.filter(({ field }) => field !== 'policy_updates_enabled')
  const rest = others.length === 0 ? '' : ` and changed ${listed(others)}`
  if (others.length < changes.length)
    return `switched updates ${after?.['policy_updates_enabled'] === true ? 'on' : 'off'}${rest}`
  const [only] = changes
  if (changes.length === 1 && only?.field === 'package_id')
    return only.after === 'none' ? 'took its package away' : `put ${only.after.split(' · ')[0]} on it`
  return changes.length === 0 ? 'changed it' : `changed ${listed(changes)}`
}

/** What the server said to what it refused, with fields as they are called on the screen; null where it said nothing. */
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
      (_, now: string, was: string) => `${label} is ${switchInWords(now)} now, and was ${switchInWords(was)}`,
    )
    // Other fields' names are words that a sentence may mean otherwise.
    if (field.includes('_')) words = words.replace(new RegExp(`\\b${field}\\b`, 'g'), label)
  }
  return words
}

const switchInWords = (value: string) => (value === 'true' ? 'on' : value === 'false' ? 'off' : value)

const listed = (changes: readonly FieldChange[]) => {
  const names = changes.slice(0, MOST_NAMED).map(({ label }) => label.toLowerCase())
  const more = changes.length - names.length
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function triedVerb({ action }: AuditEntry): string {
  if (action === 'create') return 'tried to make it'
  return action === 'delete' ? 'tried to delete it' : 'tried to change it'
}
