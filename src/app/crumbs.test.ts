import { describe, expect, test } from 'vitest'
import { crumbsOf } from '#src/app/crumbs.ts'

const names = (...args: Parameters<typeof crumbsOf>) => crumbsOf(...args).map(({ text }) => text)
const params = { applicationId: 'a', groupId: 'g' }

describe('breadcrumbs', () => {
  test('lead from the fleet down, and the page itself is the last', () => {
    const crumbs = crumbsOf({ ...params, instanceId: 'node-1' }, undefined, null)
    expect(crumbs.map(({ key }) => key)).toEqual(['fleet', 'application', 'group', 'instance'])
    expect(crumbs.filter(({ current }) => current).map(({ key }) => key)).toEqual(['instance'])
    expect(crumbs[1]?.to).toBe('/applications/a/promote')
    expect(crumbs[2]?.to).toBe('/applications/a/groups/g')
  })
  test('wait for names, and do without those of what is gone', () => {
    expect(names(params, undefined, 'Edit policy')).toEqual(['Fleet', '…', '…', 'Edit policy'])
    expect(names(params, [], null)).toEqual(['Fleet', '…', '…'])
  })
  test('name the pages of an application and its channels', () => {
    expect(names({ applicationId: 'a' }, [], 'Packages')).toEqual(['Fleet', '…', 'Packages'])
    expect(names({ applicationId: 'a', channelId: 'c' }, [], 'Package')).toEqual([
      'Fleet',
      '…',
      '…',
      'Package',
    ])
  })
  test('are none on a page outside of an application', () => {
    expect(names({}, [], null)).toEqual([])
  })
})
