import { useLocalStorage } from '@mantine/hooks'
import { useMemo } from 'react'
import * as z from 'zod/mini'
import { storedValue } from '#src/lib/stored-value.ts'
import { ERROR_COLUMN, NODE_COLUMNS } from './node-columns.tsx'

const DEFAULT_COLUMNS = [
  'node',
  'group',
  'application',
  'version',
  'status',
  'lastCheck',
  'silentSince',
  'address',
]
const CHOSEN_COLUMNS = storedValue('platte-node-columns', z.array(z.string()), DEFAULT_COLUMNS)

/** Columns that are the same in every row of one group. */
const GROUP_COLUMNS = ['application', 'group', 'arch']

/**
 * The columns chosen in this browser, by id; the node's name is always shown.
 * @param isGroupChosen all nodes are of one group, so no column names it
 * @param isAboutErrors the filter is about failures, so their codes are shown
 */
export function useNodeColumns(isGroupChosen: boolean, isAboutErrors: boolean) {
  const [chosen, setChosen] = useLocalStorage<string[]>(CHOSEN_COLUMNS)
  const { columns, optionalColumns } = useMemo(() => {
    const possible = NODE_COLUMNS.filter(({ id }) => !isGroupChosen || !GROUP_COLUMNS.includes(id))
    return {
      columns: possible.filter(
        ({ id, namesRow }) => namesRow || chosen.includes(id) || (isAboutErrors && id === ERROR_COLUMN),
      ),
      optionalColumns: possible.filter(({ namesRow }) => !namesRow),
    }
  }, [chosen, isGroupChosen, isAboutErrors])
  return { columns, optionalColumns, chosen, setChosen }
}
