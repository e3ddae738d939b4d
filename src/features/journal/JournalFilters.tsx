import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { Application } from '#contract/application.ts'
import { JOURNAL_ACTIONS, JOURNAL_OUTCOMES, JOURNAL_SUBJECTS } from '#contract/journal.ts'
import { subjectName } from '#src/domain/journal-words.ts'
import { oneOf } from '#src/lib/one-of.ts'
import { SearchField } from '#src/ui/SearchField.tsx'
import styles from './JournalFilters.module.css'
import { isNarrowedJournal, type JournalSearch, WHOLE_JOURNAL } from './journal-search.ts'

interface JournalFiltersProps {
  search: JournalSearch
  applications: readonly Application[]
  /** What `subject_id` is called, where that is known. */
  thingName: string | null
  onSearch: (change: Partial<JournalSearch>) => void
}

const ACTION_NAMES = { create: 'Made', replace: 'Changed', delete: 'Deleted' } as const
const OUTCOME_NAMES = { done: 'Done', refused: 'Refused', unknown: 'Not known' } as const
const TYPING_MS = 300

/** What the journal can be narrowed to. */
export function JournalFilters({ search, applications, thingName, onSearch }: JournalFiltersProps) {
  return (
    <search className={styles['filters']} aria-label="Filter the journal">
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
          ...JOURNAL_SUBJECTS.map((subject) => ({ value: subject, label: upperFirst(subjectName(subject)) })),
        ]}
        value={search.subject}
        onChange={(event) =>
          onSearch({ subject: oneOf(JOURNAL_SUBJECTS, event.currentTarget.value) ?? '', subject_id: '' })
        }
      />
      <NativeSelect
        size="xs"
        aria-label="Action"
        data={[
          { value: '', label: 'Any action' },
          ...JOURNAL_ACTIONS.map((action) => ({ value: action, label: ACTION_NAMES[action] })),
        ]}
        value={search.action}
        onChange={(event) => onSearch({ action: oneOf(JOURNAL_ACTIONS, event.currentTarget.value) ?? '' })}
      />
      <NativeSelect
        size="xs"
        aria-label="Outcome"
        data={[
          { value: '', label: 'Any outcome' },
          ...JOURNAL_OUTCOMES.map((outcome) => ({ value: outcome, label: OUTCOME_NAMES[outcome] })),
        ]}
        value={search.outcome}
        onChange={(event) => onSearch({ outcome: oneOf(JOURNAL_OUTCOMES, event.currentTarget.value) ?? '' })}
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
      {isNarrowedJournal(search) && (
        <Button size="xs" variant="subtle" onClick={() => onSearch(WHOLE_JOURNAL)}>
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
