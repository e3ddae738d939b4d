import { act, cleanup } from '@testing-library/react'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { refOfGroup } from '#src/api/groups.ts'
import { rolloutQuery } from '#src/api/rollout.ts'
import { channelAt, release } from '#src/domain/testing/catalogue-fixture.ts'
import { counted } from '#src/domain/testing/promotion-fixture.ts'
import { renderPart } from '#src/ui/testing/render-part.tsx'
import { usePromotionForecasts } from './use-promotion-forecasts.ts'

beforeEach(() => {
  onTestFinished(() => {
    cleanup()
    vi.unstubAllGlobals()
  })
})

const NOW = Date.parse('2026-03-04T12:00:00Z')
const CHANNEL = channelAt(100, 'stable', release(200, '2.0.0'))
const NEXT = release(201, '3.0.0')
const ROLLING = counted(1, { '2.0.0': 4, '1.0.0': 6 })

/** Names the groups that have a forecast. */
function Forecasts() {
  const forecasts = usePromotionForecasts(CHANNEL, NEXT, [ROLLING], NOW)
  return <output>{forecasts.has(ROLLING.group.id) ? 'forecast' : 'no forecast'}</output>
}

test('a group has a forecast where the server does not report its rollout', async () => {
  vi.stubGlobal('fetch', async () => Response.json({}, { status: 404 }))
  const { findByText } = renderPart(<Forecasts />)
  expect(await findByText('forecast')).toBeDefined()
})

test('a group whose rollout can’t be read keeps its forecast while it is read again', async () => {
  vi.stubGlobal('fetch', async () => Response.json({}, { status: 500 }))
  const { client, findByText, getByRole } = renderPart(<Forecasts />)
  expect(getByRole('status').textContent).toBe('no forecast')
  await findByText('forecast')

  let requests = 0
  vi.stubGlobal('fetch', () => {
    requests += 1
    return new Promise(() => {})
  })
  act(() => void client.refetchQueries(rolloutQuery(refOfGroup(ROLLING.group))))
  await vi.waitFor(() => expect(requests).toBe(1))
  expect(getByRole('status').textContent).toBe('forecast')
})
