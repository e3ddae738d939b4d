import { cleanup, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { SearchField } from './SearchField.tsx'
import { renderPart } from './testing/render-part.tsx'

afterEach(cleanup)

/** A page whose URL has the value. */
function Page({ heard, first = '' }: { heard: string[]; first?: string }) {
  const [value, setValue] = useState(first)
  return (
    <>
      <SearchField
        label="Filter groups"
        value={value}
        onChange={(text) => {
          heard.push(text)
          setValue(text)
        }}
      />
      <button type="button" onClick={() => setValue('canary')}>
        Back
      </button>
      <p>Filtered by “{value}”</p>
    </>
  )
}

test('a word that is typed in one go is heard once', async () => {
  const heard: string[] = []
  const { getByRole, findByText, user } = renderPart(<Page heard={heard} />)
  await user.type(getByRole('searchbox', { name: 'Filter groups' }), 'stable')
  await findByText('Filtered by “stable”')
  expect(heard).toEqual(['stable'])
})

test('“Clear” empties the field and keeps the focus in it', async () => {
  const heard: string[] = []
  const { getByRole, findByText, user } = renderPart(<Page heard={heard} first="beta" />)
  await user.click(getByRole('button', { name: 'Clear' }))
  await findByText('Filtered by “”')
  const field = getByRole('searchbox')
  expect(field).toHaveProperty('value', '')
  expect(document.activeElement).toBe(field)
})

test('a value from elsewhere replaces what was typed', async () => {
  const { getByRole, user } = renderPart(<Page heard={[]} first="beta" />)
  await user.type(getByRole('searchbox'), ' arm')
  await user.click(getByRole('button', { name: 'Back' }))
  await waitFor(() => expect(getByRole('searchbox')).toHaveProperty('value', 'canary'))
})
