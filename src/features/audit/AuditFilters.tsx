import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { Application } from '#contract/application.ts'
import { AUDIT_ACTIONS, AUDIT_OUTCOMES, AUDIT_SUBJECTS } from '#contract/audit-log.ts'
import { subjectName } from '#src/domain/audit/describe-audit-entry.ts'
import { oneOf } from '#src/lib/one-of.ts'
import { SearchField } from '#src/ui/SearchField.tsx'
import styles from './AuditFilters.module.css'
import { isNarrowedAuditSearch, type AuditSearch, ALL_ENTRIES } from './audit-search.ts'

interface AuditFiltersProps {
  search: AuditSearch
  applications: readonly Application[]
  /** What `subject_id` is called, where that is known. */
  thingName: string | null
  onSearch: (change: Partial<AuditSearch>) => void
}

const ACTION_NAMES = { create: 'Made', replace: 'Changed', delete: 'Deleted' } as const
const OUTCOME_NAMES = { done: 'Done', refused: 'Refused', unknown: 'Not known' } as const
const TYPING_MS = 300

/** What the audit log can be narrowed to. */
export function AuditFilters({ search, applications, thingName, onSearch }: AuditFiltersProps) {
  return (
    <search className={styles['filters']} aria-label="Filter the audit log">
      <SearchField
        label="Find in names and reasons"
        value={search.search}
        delay={TYPING_MS}
        onChange={(text) => onSearch({ search: text })}
      />
      <NativeSelect
        size="xs"
        aria-label="Application"
        data={[
          { value: '', label: 'Any application' },
          ...applications.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={search.application}
        onChange={(event) => onSearch({ application: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        aria-label="What"
        data={[
          { value: '', label: 'Anything' },
          ...AUDIT_SUBJECTS.map((subject) => ({ value: subject, label: upperFirst(subjectName(subject)) })),
        ]}
        value={search.subject}
        onChange={(event) =>
          onSearch({ subject: oneOf(AUDIT_SUBJECTS, event.currentTarget.value) ?? '', subject_id: '' })
        }
      />
      <NativeSelect
        size="xs"
        aria-label="Action"
        data={[
          { value: '', label: 'Any action' },
          ...AUDIT_ACTIONS.map((action) => ({ value: action, label: ACTION_NAMES[action] })),
        ]}
        value={search.action}
        onChange={(event) => onSearch({ action: oneOf(AUDIT_ACTIONS, event.currentTarget.value) ?? '' })}
      />
      <NativeSelect
        size="xs"
        aria-label="Outcome"
        data={[
          { value: '', label: 'Any outcome' },
          ...AUDIT_OUTCOMES.map((outcome) => ({ value: outcome, label: OUTCOME_NAMES[outcome] })),
        ]}
        value={search.outcome}
        onChange={(event) => onSearch({ outcome: oneOf(AUDIT_OUTCOMES, event.currentTarget.value) ?? '' })}
      />
      <SearchField
        label="Who, in full"
        value={search.actor}
        delay={TYPING_MS}
        onChange={(actor) => onSearch({ actor })}
      />
      <DayField label="From" day={search.since} onChange={(since) => onSearch({ since })} />
      <DayField label="To" day={search.until} onChange={(until) => onSearch({ until })} />
      {search.subject_id !== '' && (
        <Button size="xs" variant="light" onClick={() => onSearch({ subject_id: '' })}>
          Only {thingName ?? subjectName(search.subject || 'group')} ✕
        </Button>
      )}
      {isNarrowedAuditSearch(search) && (
        <Button size="xs" variant="subtle" onClick={() => onSearch(ALL_ENTRIES)}>
          Clear filters
        </Button>
      )}
    </search>
  )
}

function DayField({ label, day, onChange }: { label: string; day: string; onChange: (day: string) => void }) {
  return (
    <label className={styles['day']}>
      {label}
      <TextInput
        size="xs"
        type="date"
        value={day}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  )
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
