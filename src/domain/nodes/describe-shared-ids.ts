import { plural } from '#src/lib/format-number.ts'

/** "2 node IDs are reported by several machines". */
export const describeSharedIds = (total: number): string =>
  `${plural(total, 'node ID')} ${total === 1 ? 'is' : 'are'} reported by several machines`
