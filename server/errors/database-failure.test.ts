import { expect, test } from 'vitest'
import { databaseFailure, DatabaseUnavailableError } from './database-failure.ts'

const withCode = (code: string, fields = {}) => Object.assign(new Error('text'), { code, ...fields })
const postgresError = (code: string) => withCode(code, { severity: 'ERROR' })

test.each([
  ['a refused connection', withCode('ECONNREFUSED'), 'unavailable'],
  ['a shutdown', postgresError('57P01'), 'unavailable'],
  ['a start in progress', postgresError('57P03'), 'unavailable'],
  ['too many connections', postgresError('53300'), 'unavailable'],
  ['a transaction that was idle for too long', postgresError('25P03'), 'unavailable'],
  ['a broken connection', new Error('Connection terminated unexpectedly'), 'unavailable'],
  ['no free connection', new Error('timeout exceeded when trying to connect'), 'unavailable'],
  ['the failure of the embedded database', new DatabaseUnavailableError('failed'), 'unavailable'],
  ['a lock that others hold', postgresError('55P03'), 'busy'],
  ['a slow statement', postgresError('57014'), 'busy'],
  ['a full disk', postgresError('53100'), 'exhausted'],
  ['an error of the operating system', postgresError('58030'), 'exhausted'],
  ['a violated constraint', postgresError('23505'), null],
  ['a mistake in SQL', postgresError('42601'), null],
  ['a mistake of ours', new TypeError('x is undefined'), null],
  ['a missing file', withCode('ENOENT'), null],
])('%s is classified', (_, error, failure) => {
  expect(databaseFailure(error)).toBe(failure)
})
