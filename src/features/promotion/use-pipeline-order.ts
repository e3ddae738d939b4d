import { useLocalStorage } from '@mantine/hooks'
import * as z from 'zod/mini'

const KEY = 'platte-ladder-order'
const ordersSchema = z.record(z.string(), z.array(z.string()))
type Orders = z.infer<typeof ordersSchema>
const NONE: Orders = {}
const USUAL: string[] = []

/** What somebody's storage holds may be of another version, or broken. */
function deserialize(text: string | undefined): Orders {
  try {
    return z.parse(ordersSchema, JSON.parse(text ?? '{}'))
  } catch {
    return NONE
  }
}

/** The order of an application's channels by name, as it was chosen in this browser; empty where it was not. */
export function usePipelineOrder(applicationId: string) {
  const [orders, setOrders] = useLocalStorage<Orders>({
    key: KEY,
    defaultValue: NONE,
    getInitialValueInEffect: false,
    deserialize,
  })
  return {
    chosen: orders[applicationId] ?? USUAL,
    setChosen: (order: string[]) => setOrders((all) => ({ ...all, [applicationId]: order })),
  }
}
