import { useLocalStorage } from '@mantine/hooks'
import { useMemo } from 'react'
import * as z from 'zod/mini'
import { NODE_COLUMNS } from './node-columns.tsx'

const KEY = 'platte-node-columns'
const USUAL = ['node', 'group', 'application', 'version', 'status', 'lastCheck', 'silentSince', 'address']
const columnIds = z.array(z.string())

/** The columns that this browser's reader chose, by their ids; the node's name is always one. */
export function useNodeColumns() {
  const [chosen, setChosen] = useLocalStorage<string[]>({
    key: KEY,
    defaultValue: USUAL,
    getInitialValueInEffect: false,
    deserialize: readColumns,
  })
  const columns = useMemo(
    () => NODE_COLUMNS.filter(({ id, namesRow }) => namesRow || chosen.includes(id)),
    [chosen],
  )
  return { columns, chosen, setChosen }
}

function readColumns(text: string | undefined): string[] {
  try {
    return columnIds.parse(JSON.parse(text ?? ''))
  } catch {
    return USUAL
  }
}
