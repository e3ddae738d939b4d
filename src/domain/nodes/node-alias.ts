import type { Instance } from '#contract/instance.ts'

/** A node's alias; null where it has none. Lists then say its id instead, the single node nothing. */
export const nodeDisplayName = ({ alias, id }: Pick<Instance, 'alias' | 'id'>): string | null =>
  alias === undefined || alias === '' || alias === id ? null : alias
