import type { Freeze, FreezeWrite, FrozenGroup, FrozenGroupWrite } from '#contract/freeze.ts'

/** Stores the records of freezes. Every call throws an `ApiError` when it fails. */
export interface FreezeStore {
  /** Creating the same id twice makes one freeze. */
  create: (id: string, freeze: FreezeWrite) => Promise<Freeze>
  recordResult: (id: string, groupId: string, result: FrozenGroupWrite) => Promise<FrozenGroup>
  end: (id: string) => Promise<Freeze>
}
