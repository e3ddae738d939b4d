import { expect, test } from 'vitest'
import { readText, repositoryFiles } from './testing/repository-files.ts'

const files = repositoryFiles('src/domain')

test('the domain is TypeScript alone, without JSX or CSS', () => {
  expect(files.filter((file) => !file.endsWith('.ts'))).toEqual([])
})

test('the domain neither reads nor writes URLs of the dashboard', () => {
  expect(files.filter((file) => /URLSearchParams|#src\/routes|react-router/.test(readText(file)))).toEqual([])
})
