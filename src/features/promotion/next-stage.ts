import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { isDowngrade } from '#src/domain/promotion/promotion-gates.ts'

/** What can be promoted from one rung to the next, or why nothing can. */
export type NextStageStep = { kind: 'promote'; release: Package } | { kind: 'nothing'; words: string }

export function nextStage(source: Channel, target: Channel): NextStageStep {
  const { package: release } = source
  if (!release) return { kind: 'nothing', words: `${source.name} has no package to promote.` }
  if (release.id === target.package_id)
    return { kind: 'nothing', words: `${target.name} has ${release.version} too: nothing to promote.` }
  const now = target.package?.version ?? null
  if (now !== null && isDowngrade(now, release.version))
    return {
      kind: 'nothing',
      words: `${source.name}’s ${release.version} is older than ${target.name}’s ${now}: nothing to promote.`,
    }
  return { kind: 'promote', release }
}
