import { describe, expect, test } from 'vitest'
import { AHEAD_COLOUR, behindColour, TARGET_COLOUR, targetColour } from '#src/ui/charts/chart-colours.ts'
import { versionColours } from './version-colours.ts'

describe('the colours of versions', () => {
  test('tell the target from what is ahead of it, and from each version behind it', () => {
    const [ahead, target, ...behind] = versionColours(
      ['3.0.0', '2.0.0', '1.10.0', '1.9.0', '1.8.0'],
      ['2.0.0'],
    )
    expect(ahead).toBe(AHEAD_COLOUR)
    expect(target).toBe(TARGET_COLOUR)
    expect(new Set([ahead, target, ...behind]).size).toBe(5)
  })

  test('keep the target’s own colour free while no node runs it', () => {
    expect(versionColours(['1.0.0'], ['2.0.0'])).not.toContain(TARGET_COLOUR)
  })

  test('tell the targets of several groups apart, and what none of them has to run', () => {
    const versions = ['4.0.0', '3.0.0', '2.0.0', '1.5.0', '1.0.0', '0.9.0']
    const colours = versionColours(versions, ['1.0.0', '3.0.0', '2.0.0'])
    const [ahead, first, second, between, third, behind] = colours
    expect(ahead).toBe(AHEAD_COLOUR)
    expect([first, second, third]).toEqual([0, 1, 2].map(targetColour))
    expect([between, behind]).toEqual([behindColour(0, 2), behindColour(1, 2)])
    expect(new Set(colours).size).toBe(6)
  })

  test('are a ramp where there is no target', () => {
    expect(new Set(versionColours(['3.0.0', '2.0.0', '1.0.0'], [])).size).toBe(3)
  })
})
