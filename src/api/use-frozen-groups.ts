import { useQuery } from '@tanstack/react-query'
import { activeFreezeQuery, type FreezeState } from '#src/api/active-freeze.ts'

const NONE: ReadonlySet<string> = new Set()

const frozenGroups = ({ freeze }: FreezeState): ReadonlySet<string> =>
  freeze === null
    ? NONE
    : new Set(
        freeze.groups
          .filter(({ outcome, thaw }) => outcome === 'paused' && (thaw === null || thaw === 'failed'))
          .map(({ group_id }) => group_id),
      )

/** Ids of the groups that the freeze in force has paused; the same set object until it changes. */
export const useFrozenGroups = (): ReadonlySet<string> =>
  useQuery({ ...activeFreezeQuery(), select: frozenGroups }).data ?? NONE
