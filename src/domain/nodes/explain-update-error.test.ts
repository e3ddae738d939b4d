import { describe, expect, test } from 'vitest'
import { UPDATE_ERRORS } from './update-error-table.ts'
import { explainUpdateError } from './explain-update-error.ts'

describe('an error code', () => {
  test('is explained with a next step', () => {
    expect(explainUpdateError('9')).toEqual({
      code: 9,
      name: 'DownloadTransferError',
      summary: 'The download broke off.',
      nextStep: expect.stringContaining('reaches the address of the package'),
      circumstances: [],
    })
  })

  test('has its flags listed as circumstances', () => {
    const error = explainUpdateError(String(34 + 2 ** 28))
    expect(error).toMatchObject({ code: 34, name: 'OmahaResponseInvalid' })
    expect(error?.circumstances).toEqual(['the node uses this update server, not Flatcar’s public one'])
  })

  test('can have several flags', () => {
    expect(explainUpdateError(String(10 + 2 ** 30 + 2 ** 29))).toMatchObject({
      code: 10,
      circumstances: ['the update had been interrupted and was resumed', 'the node runs a development image'],
    })
  })

  test('is negative with the highest flag set, because nodes send it signed', () => {
    const unsigned = 15 + 2 ** 31 + 2 ** 28
    expect(explainUpdateError(String(unsigned - 2 ** 32))).toEqual(explainUpdateError(String(unsigned)))
    expect(explainUpdateError(String(unsigned))).toMatchObject({
      code: 15,
      name: 'NewRootfsVerificationError',
    })
  })

  test('of 2000 or more is an HTTP status', () => {
    expect(explainUpdateError('2503')?.summary).toContain('HTTP 503')
    expect(explainUpdateError(String(2403 + 2 ** 28))?.summary).toContain('HTTP 403')
  })

  test('of 2999 is a missing response', () => {
    expect(explainUpdateError('2999')?.summary).toBe('The node got no response from the update server.')
  })

  test('that is unknown is named by its number', () => {
    expect(explainUpdateError('777')).toMatchObject({ code: 777, name: null })
    expect(explainUpdateError('777')?.summary).toContain('error 777')
    expect(explainUpdateError('3000')?.summary).toContain('error 3000')
  })

  test('of 0 is a missing code', () => {
    expect(explainUpdateError('0')?.summary).toBe('The node reported a failure without a code.')
  })

  test.each([null, '', 'ENOSPC', '1.5', String(2 ** 32), String(-(2 ** 31) - 1)])(
    'that is not a 32-bit number (%s) is not explained',
    (code) => expect(explainUpdateError(code)).toBeNull(),
  )
})

test('every listed error says what happened and what to do, and no two have the same name', () => {
  const errors = Object.values(UPDATE_ERRORS)
  for (const { summary, nextStep } of errors) {
    expect(summary).toMatch(/^[A-Z].*\.$/)
    expect(nextStep).toMatch(/^[A-Z].*\.$/)
  }
  expect(new Set(errors.map(({ name }) => name)).size).toBe(errors.length)
})
