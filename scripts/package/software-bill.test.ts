import { expect, test } from 'vitest'
import { mergePackages, noticesText } from '#scripts/dashboard/bundled-packages.ts'
import { npmComponent, softwareBill } from './software-bill.ts'

const fastify = { name: 'fastify', version: '5.12.8', license: 'MIT', text: 'MIT License' }
const pglite = {
  name: '@electric-sql/pglite',
  version: '0.5.16',
  license: '(Apache-2.0 OR PostgreSQL)',
  text: 'Apache License',
}

test('a bill of materials names each component by its package URL and lists what depends on what', () => {
  const product = npmComponent({ name: 'platte', version: '0.1.0', license: 'Apache-2.0' }, 'application')
  const bill = softwareBill(product, [npmComponent(fastify), npmComponent(pglite)])
  expect(bill.metadata.component).toMatchObject({ type: 'application', purl: 'pkg:npm/platte@0.1.0' })
  expect(bill.components).toEqual([
    {
      type: 'library',
      'bom-ref': 'pkg:npm/fastify@5.12.8',
      name: 'fastify',
      version: '5.12.8',
      purl: 'pkg:npm/fastify@5.12.8',
      licenses: [{ license: { id: 'MIT' } }],
    },
    {
      type: 'library',
      'bom-ref': 'pkg:npm/%40electric-sql/pglite@0.5.16',
      name: '@electric-sql/pglite',
      version: '0.5.16',
      purl: 'pkg:npm/%40electric-sql/pglite@0.5.16',
      licenses: [{ expression: '(Apache-2.0 OR PostgreSQL)' }],
    },
  ])
  expect(bill.dependencies[0]).toEqual({
    ref: 'pkg:npm/platte@0.1.0',
    dependsOn: ['pkg:npm/fastify@5.12.8', 'pkg:npm/%40electric-sql/pglite@0.5.16'],
  })
})

test('a component without a licence has none in the bill', () => {
  expect(npmComponent({ ...fastify, license: null })).not.toHaveProperty('licenses')
})

test('a package in two builds is listed once, and two versions of it twice', () => {
  const older = { ...fastify, version: '4.0.0' }
  expect(mergePackages([fastify, pglite], [fastify, older])).toEqual([pglite, older, fastify])
})

test('the notices contain every licence text', () => {
  const notices = noticesText([pglite, { ...fastify, license: null, text: null }])
  expect(notices).toContain(
    '## @electric-sql/pglite 0.5.16\n\nLicence: (Apache-2.0 OR PostgreSQL)\n\nApache License\n',
  )
  expect(notices).toContain('## fastify 5.12.8\n\nLicence: not named\n')
})
