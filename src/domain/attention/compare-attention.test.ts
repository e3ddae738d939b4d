import { expect, test } from 'vitest'
import type { AttentionKind, AttentionReason } from './attention-reasons.ts'
import { compareAttention, type Ranked } from './compare-attention.ts'

const reason = (kind: AttentionKind, nodes = 1, share = 0.1): AttentionReason => ({
  kind,
  nodes,
  share,
  words: '',
  filter: {},
})
const ranked = (name: string, ...reasons: AttentionReason[]): Ranked => ({ name, reasons })
const order = (...groups: Ranked[]) => groups.toSorted(compareAttention).map(({ name }) => name)

test('the most serious reason decides, whatever its numbers and the other reasons', () => {
  expect(
    order(
      ranked('behind', reason('behind', 900, 0.9)),
      ranked('paused', reason('paused', 900, 0.9)),
      ranked('paused, some failed', reason('paused-with-failures')),
      ranked('no package', reason('no-package', 900, 1)),
      ranked('silent', reason('silent')),
      ranked('stalled', reason('stalled'), reason('silent')),
      ranked('failing', reason('failing'), reason('behind', 900, 0.9)),
      ranked('held', reason('held-by-safe-mode', 0, 0)),
    ),
  ).toEqual(['held', 'failing', 'stalled', 'paused, some failed', 'paused', 'silent', 'no package', 'behind'])
})

test('for the same reason the share decides, then the count, then the name', () => {
  expect(
    order(
      ranked('Site 10', reason('failing', 5, 0.2)),
      ranked('Site 9', reason('failing', 5, 0.2)),
      ranked('Large', reason('failing', 500, 0.2)),
      ranked('Half', reason('failing', 2, 0.5)),
    ),
  ).toEqual(['Half', 'Large', 'Site 9', 'Site 10'])
})

test('unknown groups come after every reason and before healthy groups', () => {
  expect(
    order(ranked('well'), { name: 'unknown', reasons: undefined }, ranked('behind', reason('behind'))),
  ).toEqual(['behind', 'unknown', 'well'])
})
