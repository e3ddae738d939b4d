import { INSTANCE_SORT, SORT_ORDER } from '#contract/instance.ts'

export interface InstanceOrder {
  by: keyof typeof INSTANCE_SORT
  direction: 'asc' | 'desc'
}

/** What is none of the known numbers means the alias, and descending. */
export function parseInstanceOrder(sortFilter = '', sortOrder = ''): InstanceOrder {
  const by = toNumber(sortFilter)
  return {
    by: by === INSTANCE_SORT.ip ? 'ip' : by === INSTANCE_SORT.lastCheck ? 'lastCheck' : 'alias',
    direction: toNumber(sortOrder) === SORT_ORDER.ascending ? 'asc' : 'desc',
  }
}

const toNumber = (text: string) => (/^[+-]?\d+$/.test(text) ? Number(text) : null)
