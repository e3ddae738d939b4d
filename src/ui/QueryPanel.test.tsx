import { useQuery } from '@tanstack/react-query'
import { cleanup } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { EmptyState } from './EmptyState.tsx'
import { QueryPanel } from './QueryPanel.tsx'
import { renderPart } from './testing/render-part.tsx'

afterEach(cleanup)

/** What the next requests answer; an error fails them. */
interface Server {
  answer: Promise<number[]> | number[] | Error
}

function Versions({ server }: { server: Server }) {
  const query = useQuery({
    queryKey: ['versions'],
    queryFn: async () => {
      const answer = await server.answer
      if (answer instanceof Error) throw answer
      return answer
    },
  })
  return (
    <QueryPanel
      title="Versions"
      query={query}
      isEmpty={(counts) => counts.length === 0}
      empty={<EmptyState title="No versions" />}
    >
      {(counts) => <p>{counts.join(' and ')} nodes</p>}
    </QueryPanel>
  )
}

test('a panel says that it loads until its data is there', async () => {
  let resolve: ((counts: number[]) => void) | undefined
  const answer = new Promise<number[]>((resolved) => (resolve = resolved))
  const { findByText, getByText, queryByText } = renderPart(<Versions server={{ answer }} />)
  expect(getByText('Loading “Versions”')).toBeDefined()
  resolve?.([3, 4])
  await findByText('3 and 4 nodes')
  expect(queryByText('Loading “Versions”')).toBeNull()
})

test('a panel without data says so in its own words', async () => {
  const { findByText } = renderPart(<Versions server={{ answer: [] }} />)
  expect(await findByText('No versions')).toBeDefined()
})

test('a panel whose data can’t be read says why, and reads it again at a press of “Retry”', async () => {
  const server: Server = { answer: new Error('The server is on fire.') }
  const { findByRole, findByText, getByRole, queryByRole, user } = renderPart(<Versions server={server} />)
  const alert = await findByRole('alert')
  expect(alert.textContent).toContain('Failed to load “Versions”')
  expect(alert.textContent).toContain('The server is on fire.')
  server.answer = [5]
  await user.click(getByRole('button', { name: 'Retry' }))
  await findByText('5 nodes')
  expect(queryByRole('alert')).toBeNull()
})

test('a panel keeps its data when reading it again fails, and says that it could not be read', async () => {
  const server: Server = { answer: [5] }
  const { client, findByText, getByText } = renderPart(<Versions server={server} />)
  await findByText('5 nodes')
  server.answer = new Error('The server is on fire.')
  await client.refetchQueries()
  await findByText(/The server is on fire/)
  expect(getByText('5 nodes')).toBeDefined()
})
