import { expect, test } from 'vitest'
import type { FrozenGroup } from '#contract/freeze.ts'
import { settingsOfGroup } from '#contract/group-settings.ts'
import { group, id } from '#src/domain/testing/group-fixture.ts'
import { frozenResult, leftInWords, resultsInWords } from './frozen-result.ts'

const frozen = (group_name: string, thaw: FrozenGroup['thaw']): FrozenGroup => ({
  application_id: id(0),
  group_id: id(1),
  application_name: 'Kiosk OS',
  group_name,
  before: settingsOfGroup(group(1)),
  outcome: 'paused',
  thaw,
  message: null,
})

test('a thaw names the groups that it left, with their applications', () => {
  expect(leftInWords([frozen('shops', 'left'), frozen('lab', 'restored')])).toBe(
    'Left as it is: shops (Kiosk OS).',
  )
  expect(leftInWords([frozen('shops', 'left'), frozen('depots', 'left')])).toBe(
    'Left as they are: shops (Kiosk OS), depots (Kiosk OS).',
  )
  expect(leftInWords([frozen('lab', 'restored')])).toBe('')
})

test('a paused group that somebody has resumed is not called paused', () => {
  const resumed = { ...frozen('shops', null), isResumed: true }
  expect(frozenResult(resumed).label).toBe('Resumed by hand')
  expect(resultsInWords([resumed, frozen('lab', null), frozen('depots', null)])).toBe(
    '2 paused, 1 resumed by hand',
  )
})
