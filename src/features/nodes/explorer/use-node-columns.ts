import { useLocalStorage } from '@mantine/hooks'
import { useMemo } from 'react'
import * as z from 'zod/mini'
import { storedValue } from '#src/lib/stored-value.ts'
import { NODE_COLUMNS } from './node-columns.tsx'

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

/** The columns chosen in this browser, by id; the node's name is always shown. */
export function useNodeColumns() {
  const [chosen, setChosen] = useLocalStorage<string[]>(CHOSEN_COLUMNS)
  const columns = useMemo(
    () => NODE_COLUMNS.filter(({ id, namesRow }) => namesRow || chosen.includes(id)),
    [chosen],
  )
  return { columns, chosen, setChosen }
}
