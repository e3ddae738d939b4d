import { expect, test } from 'vitest'
import { group } from '#src/domain/testing/group-fixture.ts'
import { simulationSteps } from './simulation-steps.ts'

const now = Date.parse('2026-03-04T12:00:00Z')
const lengths = {
  periodSeconds: 900,
  timeoutSeconds: 3600,
  checkInIntervalSeconds: 2700,
  totalSeconds: 86_400,
}

test('steps divide the period evenly', () => {
  expect(simulationSteps(group(1), lengths, now)).toMatchObject({
    count: 576,
    seconds: 150,
    periodSteps: 6,
    timeoutSteps: 24,
  })
})

test('a longer rollout takes longer steps, and never more than 16,000 of them', () => {
  const steps = simulationSteps(group(1), { ...lengths, totalSeconds: 10_000_000 }, now)
  expect(steps?.count).toBeLessThanOrEqual(16_000)
  expect(steps?.seconds).toBeGreaterThan(600)
})

test('a rollout too long for its period takes no steps', () => {
  expect(simulationSteps(group(1), { ...lengths, totalSeconds: 100_000_000 }, now)).toBeNull()
})
