import { NativeSelect } from '@mantine/core'
import { INSTANCE_SEARCH_FIELDS } from '#contract/instance.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { oneOf } from '#src/lib/one-of.ts'
import { SearchField } from '#src/ui/SearchField.tsx'
import { TYPING_PAUSE_MS } from '#src/ui/typing-pause.ts'

type Search = Pick<NodeFilter, 'search' | 'searchField'>

interface NodeSearchProps extends Search {
  onChange: (change: Partial<Search>) => void
}

const FIELD_LABELS: Record<Search['searchField'], string> = {
  All: 'in ID, alias, address',
  id: 'in ID',
  alias: 'in alias',
  ip: 'in address',
}
const fields = INSTANCE_SEARCH_FIELDS.map((value) => ({ value, label: FIELD_LABELS[value] }))

/** Searches nodes on the server, in one of their fields or in all. */
export function NodeSearch({ search, searchField, onChange }: NodeSearchProps) {
  return (
    <>
      <SearchField
        label="Search nodes"
        value={search}
        delay={TYPING_PAUSE_MS}
        onChange={(search) => onChange({ search })}
      />
      <NativeSelect
        size="xs"
        aria-label="Search in"
        data={fields}
        value={searchField}
        onChange={(event) =>
          onChange({ searchField: oneOf(INSTANCE_SEARCH_FIELDS, event.currentTarget.value) ?? 'All' })
        }
      />
    </>
  )
}
