import { expect, test } from 'vitest'
import { messagesByField } from './messages-by-field.ts'

test('a message stands at its field, by its label; the first one counts', () => {
  const issues = [
    { field: 'url', message: 'url must not be empty' },
    { field: 'url', message: 'url is odd' },
    { field: 'extra_files.0.name', message: 'name must not be empty' },
    { field: 'body', message: 'It is no object' },
  ]
  expect(messagesByField(issues, { url: 'Address', name: 'File name' })).toEqual({
    fields: { url: 'Address must not be empty', 'extra_files.0.name': 'File name must not be empty' },
    rest: ['It is no object'],
  })
})
