import { expect, test } from 'vitest'
import { release } from '#src/domain/testing/catalogue-fixture.ts'
import { fileGate } from './file-gate.ts'

const target = release(1, '2.0.0', { type: 4, size: '1000', hash: 'one' })
const file = { kind: 'done', size: 1000, sha1: 'one', sha256: 'two', is_update_payload: false } as const

test('the gate passes where the file is as the package says', () => {
  expect(fileGate(target, file)).toMatchObject({
    status: 'passed',
    words: 'The file has 1,000 bytes, and matches the package.',
  })
})

test('the gate fails where the file differs or is not there', () => {
  expect(fileGate(target, { ...file, sha1: 'other' })).toMatchObject({
    status: 'failed',
    words: 'The file’s SHA-1 is other, and the package has one.',
  })
  expect(fileGate(target, { kind: 'failed', message: 'It responded with status 404.' })).toMatchObject({
    status: 'failed',
    words: 'It responded with status 404.',
  })
})
