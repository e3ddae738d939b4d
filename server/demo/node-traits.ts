import type { NodePlan } from './fleet-plan.ts'
import type { NodeTraits } from './simulated-node.ts'

/** How a machine takes a demo's updates; `start` is when the demo began. */
export function nodeTraits({ machine, group, waitsForReboot }: NodePlan, start: number): NodeTraits {
  return {
    isFlatcar: group.application === 'flatcar',
    rebootsHeldFrom: waitsForReboot && group.rebootsHeldFrom !== null ? start + group.rebootsHeldFrom : null,
    diskBreaksAt:
      group.application === 'flatcar' && machine.diskBreaksAt !== null ? start + machine.diskBreaksAt : null,
  }
}
