import { expect, test } from 'vitest'
import { applicationFixture } from '#src/domain/testing/catalogue-fixture.ts'
import { applicationFormErrors, typedErrors } from './application-form-values.ts'

const kiosk = applicationFixture({ product_id: 'io.example.Kiosk', name: 'Kiosk' })
const values = { name: 'Display', description: '', product_id: '' }
const productIdError = (product_id: string) =>
  applicationFormErrors({ ...values, product_id }, [kiosk])['product_id']

test('an application needs a name, and no product ID', () => {
  expect(applicationFormErrors(values, [kiosk])).toEqual({})
  expect(applicationFormErrors({ ...values, name: ' ' }, [])).toEqual({ name: 'Name must not be empty' })
})

test('a product ID has two or more parts, each of which starts with a letter', () => {
  for (const valid of ['io.example', 'io.example-one.App2', ' io.example.App ']) {
    expect(productIdError(valid)).toBeUndefined()
  }
  for (const invalid of [
    'io',
    'io.',
    '.io',
    'io.2app',
    'io.app-',
    'io..app',
    'io.a\u202Epp',
    'io.example .App',
  ]) {
    expect(productIdError(invalid)).toBe('Product ID must look like io.example.App')
  }
})

test('a name and a product ID in any letter case belong to one application', () => {
  expect(applicationFormErrors({ ...values, name: 'Kiosk' }, [kiosk])).toEqual({
    name: 'Another application has this name.',
  })
  expect(productIdError('IO.EXAMPLE.KIOSK')).toContain('Kiosk')
})

test('an empty name is no error until the form is sent', () => {
  expect(typedErrors({ name: '', description: '', product_id: 'io' }, [])).toEqual({
    product_id: 'Product ID must look like io.example.App',
  })
})
