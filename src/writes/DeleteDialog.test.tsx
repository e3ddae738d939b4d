import { cleanup, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiError } from '#src/api/api-error.ts'
import { renderPart } from '#src/ui/testing/render-part.tsx'
import { DeleteDialog } from './DeleteDialog.tsx'
import { deletedResource } from './deleted-resource.ts'

// As where a Nebraska serves the dashboard, which has no status of Platte's.
beforeEach(() => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

/** A server with one group, which fails the first deletions with these errors. */
function serverOf(...failures: ApiError[]) {
  const reasons: (string | undefined)[] = []
  let isThere = true
  const resource = deletedResource({
    id: 'canary',
    noun: 'group',
    name: 'Canary',
    read: async () => (isThere ? 'Canary' : null),
    remove: async ({ reason }) => {
      const failure = failures.shift()
      if (failure) throw failure
      reasons.push(reason)
      isThere = false
    },
  })
  return { resource, reasons, isThere: () => isThere }
}

function renderDialog({ resource }: ReturnType<typeof serverOf>) {
  const events: string[] = []
  const part = renderPart(
    <DeleteDialog
      resource={resource}
      needsName
      onClose={() => events.push('closed')}
      onDeleted={() => events.push('deleted')}
    >
      <li>12 nodes are forgotten.</li>
    </DeleteDialog>,
  )
  return { ...part, events }
}

test('deletes nothing before the name is typed, and says what is missing', async () => {
  const server = serverOf()
  const { getByRole, events, user } = renderDialog(server)
  expect(getByRole('dialog').textContent).toContain('12 nodes are forgotten.')
  await user.type(getByRole('textbox', { name: 'Name of the group' }), 'Canar')
  await user.click(getByRole('button', { name: 'Delete the group' }))
  expect(getByRole('dialog').textContent).toContain('Type the name of the group first.')
  expect(server.isThere()).toBe(true)
  expect(events).toEqual([])
})

test('deletes once the name is typed, with the reason, and leaves', async () => {
  const server = serverOf()
  const { getByRole, getByLabelText, events, user } = renderDialog(server)
  await user.type(getByRole('textbox', { name: 'Name of the group' }), 'Canary')
  await user.type(getByLabelText(/^Reason/), 'No longer used')
  await user.click(getByRole('button', { name: 'Delete the group' }))
  await waitFor(() => expect(events).toEqual(['deleted']))
  expect(server.reasons).toEqual(['No longer used'])
})

test('says why the server refused, keeps what was typed, and tries again', async () => {
  const server = serverOf(new ApiError('refused', 'The group is frozen.', { status: 409 }))
  const { getByRole, getByLabelText, findByText, events, user } = renderDialog(server)
  await user.type(getByRole('textbox', { name: 'Name of the group' }), 'Canary')
  await user.type(getByLabelText(/^Reason/), 'No longer used')
  await user.click(getByRole('button', { name: 'Delete the group' }))
  await findByText(/The group is frozen/)
  expect(getByLabelText(/^Reason/)).toHaveProperty('value', 'No longer used')
  await user.click(getByRole('button', { name: 'Delete the group' }))
  await waitFor(() => expect(events).toEqual(['deleted']))
  expect(server.reasons).toEqual(['No longer used'])
})

test('Escape closes the dialog and deletes nothing', async () => {
  const server = serverOf()
  const { events, user } = renderDialog(server)
  await user.keyboard('{Escape}')
  expect(events).toEqual(['closed'])
  expect(server.isThere()).toBe(true)
})
