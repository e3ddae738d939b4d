import { useLocalStorage } from '@mantine/hooks'
import { useMemo } from 'react'
import * as z from 'zod/mini'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { storedValue } from '#src/lib/stored-value.ts'
import { ERROR_COLUMN, NODE_COLUMNS, SILENCE_COLUMN } from './node-columns.tsx'

const DEFAULT_COLUMNS = ['node', 'group', 'application', 'version', 'status', 'lastCheck', 'address']
const CHOSEN_COLUMNS = storedValue('platte-node-columns', z.array(z.string()), DEFAULT_COLUMNS)

/** Columns that are the same in every row of one group. */
const GROUP_COLUMNS = ['application', 'group', 'arch']

/**
 * The columns chosen in this browser, by id; the node's name is always shown.
 * @param isGroupChosen all nodes are of one group, so no column names it
 * @param filter columns that it is about are shown as well
 */
export function useNodeColumns(isGroupChosen: boolean, filter: NodeFilter) {
  const [chosen, setChosen] = useLocalStorage<string[]>(CHOSEN_COLUMNS)
  const { columns, optionalColumns } = useMemo(() => {
    const subjects = columnsAbout(filter)
    const possible = NODE_COLUMNS.filter(({ id }) => !isGroupChosen || !GROUP_COLUMNS.includes(id))
    return {
      columns: possible.filter(
        ({ id, namesRow }) => namesRow || chosen.includes(id) || subjects.includes(id),
      ),
      optionalColumns: possible.filter(({ namesRow }) => !namesRow),
    }
  }, [chosen, isGroupChosen, filter])
  return { columns, optionalColumns, chosen, setChosen }
}

const columnsAbout = ({ errors, statuses, older }: NodeFilter): string[] => [
  ...(errors.length > 0 || statuses.includes('error') ? [ERROR_COLUMN] : []),
  ...(older === null ? [] : [SILENCE_COLUMN]),
]
