import { useQuery } from '@tanstack/react-query'
import { freezeInForceQuery, type FreezeInForce } from '#src/api/freezes.ts'

const NONE: ReadonlySet<string> = new Set()

const frozenGroups = ({ freeze }: FreezeInForce): ReadonlySet<string> =>
  freeze === null
    ? NONE
    : new Set(
        freeze.groups
          .filter(({ outcome, thaw }) => outcome === 'paused' && (thaw === null || thaw === 'failed'))
          .map(({ group_id }) => group_id),
      )

/** Ids of the groups that the freeze in force has paused; the same set object until it changes. */
export const useFrozenGroups = (): ReadonlySet<string> =>
  useQuery({ ...freezeInForceQuery(), select: frozenGroups }).data ?? NONE
