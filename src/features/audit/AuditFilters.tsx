import { TextInput } from '@mantine/core'
import type { Application } from '#contract/application.ts'
import { AUDIT_ACTIONS, AUDIT_OUTCOMES, AUDIT_SUBJECTS } from '#contract/audit-log.ts'
import { subjectName } from '#src/domain/audit/describe-audit-entry.ts'
import { capitalize } from '#src/lib/capitalize.ts'
import { oneOf } from '#src/lib/one-of.ts'
import { FilterBar, FilterSelect, OnlyButton } from '#src/ui/FilterBar.tsx'
import { SearchField } from '#src/ui/SearchField.tsx'
import { TYPING_PAUSE_MS } from '#src/ui/typing-pause.ts'
import styles from './AuditFilters.module.css'
import { ALL_ENTRIES, type AuditSearch, isNarrowedAuditSearch } from './audit-search.ts'

interface AuditFiltersProps {
  search: AuditSearch
  applications: readonly Application[]
  /** Everyone with an entry, by name. */
  actors: readonly string[]
  /** Name of the resource that `subject_id` identifies; null where it is unknown. */
  resourceName: string | null
  onSearch: (change: Partial<AuditSearch>) => void
}

const ACTION_NAMES = { create: 'Created', replace: 'Changed', delete: 'Deleted' } as const
const OUTCOME_NAMES = { done: 'Done', refused: 'Rejected', unknown: 'Unknown' } as const
const SUBJECT_OPTIONS = AUDIT_SUBJECTS.map((subject) => ({
  value: subject,
  label: capitalize(subjectName(subject)),
}))
const ACTION_OPTIONS = AUDIT_ACTIONS.map((action) => ({ value: action, label: ACTION_NAMES[action] }))
const OUTCOME_OPTIONS = AUDIT_OUTCOMES.map((outcome) => ({ value: outcome, label: OUTCOME_NAMES[outcome] }))

/** The filters of the audit log. */
export function AuditFilters(props: AuditFiltersProps) {
  const { search, applications, actors, resourceName, onSearch } = props
  return (
    <FilterBar
      label="Filter the audit log"
      onClear={isNarrowedAuditSearch(search) ? () => onSearch(ALL_ENTRIES) : null}
    >
      <SearchField
        label="Search names and reasons"
        value={search.search}
        delay={TYPING_PAUSE_MS}
        onChange={(text) => onSearch({ search: text })}
      />
      <FilterSelect
        label="Application"
        any="Any application"
        options={applications.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.application}
        onChange={(application) => onSearch({ application })}
      />
      <FilterSelect
        label="Resource"
        any="Any resource"
        options={SUBJECT_OPTIONS}
        value={search.subject}
        onChange={(subject) => onSearch({ subject: oneOf(AUDIT_SUBJECTS, subject) ?? '', subject_id: '' })}
      />
      <FilterSelect
        label="Action"
        any="Any action"
        options={ACTION_OPTIONS}
        value={search.action}
        onChange={(action) => onSearch({ action: oneOf(AUDIT_ACTIONS, action) ?? '' })}
      />
      <FilterSelect
        label="Outcome"
        any="Any outcome"
        options={OUTCOME_OPTIONS}
        value={search.outcome}
        onChange={(outcome) => onSearch({ outcome: oneOf(AUDIT_OUTCOMES, outcome) ?? '' })}
      />
      <FilterSelect
        label="Changed by"
        any="Anyone"
        options={actorsOf(actors, search.actor).map((actor) => ({ value: actor, label: actor }))}
        value={search.actor}
        onChange={(actor) => onSearch({ actor })}
      />
      <DayField label="From" day={search.since} onChange={(since) => onSearch({ since })} />
      <DayField label="To" day={search.until} onChange={(until) => onSearch({ until })} />
      {search.subject_id !== '' && (
        <OnlyButton onRemove={() => onSearch({ subject_id: '' })}>
          <bdi>{resourceName ?? subjectName(search.subject || 'group')}</bdi>
        </OnlyButton>
      )}
    </FilterBar>
  )
}

/** The URL may name someone whose entries are deleted by now. */
const actorsOf = (actors: readonly string[], chosen: string): readonly string[] =>
  chosen === '' || actors.includes(chosen) ? actors : [...actors, chosen]

function DayField({ label, day, onChange }: { label: string; day: string; onChange: (day: string) => void }) {
  return (
    <label className={styles['day']}>
      {label}
      <TextInput
        size="xs"
        type="date"
        data-printed={day !== '' || undefined}
        value={day}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  )
}
