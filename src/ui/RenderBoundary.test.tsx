import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ErrorState } from './ErrorState.tsx'
import { RenderBoundary } from './RenderBoundary.tsx'
import { renderPart } from './testing/render-part.tsx'

// React reports what a boundary has caught.
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function Numbers({ source }: { source: { isBroken: boolean } }) {
  if (source.isBroken) throw new Error('There are no numbers.')
  return <p>12 nodes</p>
}

const page = (source: { isBroken: boolean }) => (
  <>
    <p>The rest of the page</p>
    <RenderBoundary
      renderError={(error, retry) => <ErrorState title="Failed to show it" error={error} onRetry={retry} />}
    >
      <Numbers source={source} />
    </RenderBoundary>
  </>
)

test('a part that can’t be shown says why, and the rest of the page stays', () => {
  const { getByRole, getByText } = renderPart(page({ isBroken: true }))
  expect(getByRole('alert').textContent).toContain('There are no numbers.')
  expect(getByText('The rest of the page')).toBeDefined()
})

test('a part that could not be shown is there after a retry, once it can be', async () => {
  const source = { isBroken: true }
  const { getByRole, getByText, queryByText, user } = renderPart(page(source))
  await user.click(getByRole('button', { name: 'Retry' }))
  expect(queryByText('12 nodes')).toBeNull()
  source.isBroken = false
  await user.click(getByRole('button', { name: 'Retry' }))
  expect(getByText('12 nodes')).toBeDefined()
})
