import { describe, expect, test } from 'vitest'
import { pauseImpact, resumeImpact, tripsAgain } from '#src/domain/pause-impact.ts'
import { group, stats } from '#src/domain/testing/group-fixture.ts'

// A Wednesday.
const NOW = Date.parse('2026-03-04T12:00:00Z')
const lastDay = stats({ update_granted: 1, downloading: 2, installed: 1, onhold: 30, complete: 66 })
const share = { nodes: 100, atTarget: 60 }
const nodes = { lastDay, share }

test('a pause keeps those waiting that are below the target and not under way', () => {
  expect(pauseImpact(nodes)).toEqual({ waiting: 36, underWay: 4 })
  expect(pauseImpact({ lastDay, share: null })).toEqual({ waiting: 0, underWay: 4 })
})

const resumed = (over: Parameters<typeof group>[1], now = NOW) => resumeImpact(group(1, over), nodes, now)

const again = (underWay: number, tripped: string, over: Parameters<typeof group>[1] = {}, limit = 2) =>
  tripsAgain(
    group(1, { policy_safe_mode: true, policy_max_updates_per_period: 2, ...over }),
    stats({ downloading: underWay }),
    { trippedTs: tripped, limit },
    NOW,
  )

describe('a resume lets start', () => {
  test('as many as the limit leaves room for', () => {
    expect(resumed({ policy_max_updates_per_period: 10 })).toMatchObject({ mayStart: 6, limit: 10 })
    expect(resumed({ policy_max_updates_per_period: 4 }).mayStart).toBe(0)
    expect(resumed({ policy_max_updates_per_period: 500 }).mayStart).toBe(36)
  })
  test('all of them without a limit', () => {
    expect(resumed({ policy_max_updates_per_period: 999_999 })).toMatchObject({ mayStart: 36, limit: null })
  })
  test('one first under safe mode, unless the limit is one anyway', () => {
    expect(resumed({ policy_safe_mode: true }).oneFirst).toBe(true)
    expect(resumed({ policy_safe_mode: true, policy_max_updates_per_period: 1 }).oneFirst).toBe(false)
    expect(resumed({}).oneFirst).toBe(false)
  })
  test('nobody outside office hours', () => {
    const clerk = { policy_office_hours: true, policy_timezone: 'UTC' }
    expect(resumed(clerk).isClosed).toBe(false)
    expect(resumed(clerk, Date.parse('2026-03-04T17:00:00Z')).isClosed).toBe(true)
  })
})

describe('safe mode trips again', () => {
  const justNow = '2026-03-04T11:30:00Z'
  const longAgo = '2026-03-04T11:00:00Z'

  test('for sure while as many are under way as the limit says, an hour’s timeout after it has tripped', () => {
    expect(again(2, longAgo)).toEqual({ kind: 'surely', timedOut: 2, exact: true, limit: 2 })
  })
  test('perhaps before that, since the later grants have not timed out yet', () => {
    expect(again(3, justNow)).toMatchObject({ kind: 'perhaps', exact: false })
    expect(again(3, longAgo, { policy_update_timeout: '1 mon' }).kind).toBe('perhaps')
  })
  test('not with fewer, under a higher limit, or without safe mode', () => {
    expect(again(1, longAgo).kind).toBe('no')
    expect(again(2, longAgo, { policy_max_updates_per_period: 3 }).kind).toBe('no')
    expect(again(2, longAgo, { policy_safe_mode: false }).kind).toBe('no')
  })
  test('at one where the first node tripped it, whatever the limit', () => {
    expect(again(1, longAgo, { policy_max_updates_per_period: 50 }, 1)).toMatchObject({
      kind: 'surely',
      limit: 1,
    })
  })
})
