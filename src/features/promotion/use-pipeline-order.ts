import { useLocalStorage } from '@mantine/hooks'
import * as z from 'zod/mini'

const KEY = 'platte-pipeline-order'
const ordersSchema = z.record(z.string(), z.array(z.string()))
type Orders = z.infer<typeof ordersSchema>
const NONE: Orders = {}
const NO_ORDER: string[] = []

/** The browser may have stored another version's value, or an invalid one. */
function deserialize(text: string | undefined): Orders {
  try {
    return z.parse(ordersSchema, JSON.parse(text ?? '{}'))
  } catch {
    return NONE
  }
}

/** The order of an application's channels, by name, that this browser stores; empty where it stores none. */
export function usePipelineOrder(applicationId: string) {
  const [orders, setOrders] = useLocalStorage<Orders>({
    key: KEY,
    defaultValue: NONE,
    getInitialValueInEffect: false,
    deserialize,
  })
  return {
    chosen: orders[applicationId] ?? NO_ORDER,
    setChosen: (order: string[]) => setOrders((all) => ({ ...all, [applicationId]: order })),
  }
}
