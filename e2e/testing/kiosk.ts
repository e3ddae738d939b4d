import type { GroupPlan } from '../world/group.ts'
import type { World } from '../world/world.ts'

/** One group, canary, on the channel stable, whose package is 2.0.0. It has no limits unless `policy` sets them. */
export const kioskWithOneGroup = (world: World, policy: GroupPlan['policy'] = {}) =>
  world.application({ channels: { stable: '2.0.0' }, groups: { canary: { channel: 'stable', policy } } })

/** One group, canary, on the channel stable, which had 1.0.0 and has just got 2.0.0. */
export async function kioskWithPromotion(world: World) {
  const kiosk = await world.application({
    channels: { stable: '1.0.0' },
    groups: { canary: { channel: 'stable' } },
    packages: ['2.0.0'],
  })
  await kiosk.promote('stable', '2.0.0')
  return kiosk
}
