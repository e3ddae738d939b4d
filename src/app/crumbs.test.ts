import { describe, expect, test } from 'vitest'
import { crumbsOf } from '#src/app/crumbs.ts'

const names = (...args: Parameters<typeof crumbsOf>) => crumbsOf(...args).map(({ text }) => text)
const params = { applicationId: 'a', groupId: 'g' }

describe('breadcrumbs', () => {
  test('lead from the fleet down, and the page itself is the last', () => {
    const crumbs = crumbsOf({ ...params, instanceId: 'node-1' }, undefined, null)
    expect(crumbs.map(({ key }) => key)).toEqual(['fleet', 'application', 'group', 'instance'])
    expect(crumbs.filter(({ current }) => current).map(({ key }) => key)).toEqual(['instance'])
    expect(crumbs[2]?.to).toBe('/applications/a/groups/g')
  })
  test('wait for names, and do without those of what is gone', () => {
    expect(names(params, undefined, 'edit')).toEqual(['Fleet', '…', '…', 'Edit policy'])
    expect(names(params, undefined, 'rollout')).toEqual(['Fleet', '…', '…', 'Rollout'])
    expect(names(params, [], null)).toEqual(['Fleet', '…', '…'])
  })
  test('are none on a page outside of a group', () => {
    expect(names({}, [], null)).toEqual([])
  })
})
