import { describe, expect, test } from 'vitest'
import { AHEAD_COLOUR, TARGET_COLOUR } from '#src/ui/ramp-colour.ts'
import { versionColours } from './version-colours.ts'

describe('the colours of versions', () => {
  test('tell the target from what is ahead of it, and from each version behind it', () => {
    const [ahead, target, ...behind] = versionColours(['3.0.0', '2.0.0', '1.10.0', '1.9.0', '1.8.0'], '2.0.0')
    expect(ahead).toBe(AHEAD_COLOUR)
    expect(target).toBe(TARGET_COLOUR)
    expect(new Set([ahead, target, ...behind]).size).toBe(5)
  })

  test('keep the target’s own colour free while no node runs it', () => {
    expect(versionColours(['1.0.0'], '2.0.0')).not.toContain(TARGET_COLOUR)
  })

  test('are a ramp where there is no target', () => {
    expect(new Set(versionColours(['3.0.0', '2.0.0', '1.0.0'], null)).size).toBe(3)
  })
})
