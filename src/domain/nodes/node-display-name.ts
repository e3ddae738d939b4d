import type { Instance } from '#contract/instance.ts'

/** A node's alias; null where it has none, since lists then report its id instead and the single node an empty one. */
export const nodeDisplayName = ({ alias, id }: Pick<Instance, 'alias' | 'id'>): string | null =>
  alias === undefined || alias === '' || alias === id ? null : alias
