import { useLocalStorage } from '@mantine/hooks'
import * as z from 'zod/mini'
import { storedValue } from '#src/lib/stored-value.ts'

const NO_ORDER: string[] = []
const storedOrders = storedValue('platte-pipeline-order', z.record(z.string(), z.array(z.string())), {})

/** The order of an application's channels, by name, that this browser stores; empty where it stores none. */
export function usePipelineOrder(applicationId: string) {
  const [orders, setOrders] = useLocalStorage(storedOrders)
  return {
    chosen: orders[applicationId] ?? NO_ORDER,
    setChosen: (order: string[]) => setOrders((all) => ({ ...all, [applicationId]: order })),
  }
}
