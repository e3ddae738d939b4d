import type { Freeze, FreezeWrite, FrozenGroup, FrozenGroupWrite } from '#contract/freeze.ts'

/** Where the record of a freeze is kept. Every call throws an `ApiError`. */
export interface FreezeStore {
  /** The same id twice is one freeze. */
  create: (id: string, freeze: FreezeWrite) => Promise<Freeze>
  note: (id: string, groupId: string, note: FrozenGroupWrite) => Promise<FrozenGroup>
  close: (id: string) => Promise<Freeze>
}
