import type { Arch } from '#contract/arch.ts'
import { ARCH_NAMES } from '#contract/arch.ts'
import type { RefusedCheckIn, refusedCheckInsSchema } from '#contract/refused-check-in.ts'
import type * as z from 'zod/mini'
import type { Context } from '#server/context.ts'
import type { Routes } from '#server/http/validation.ts'
import { SHARED_READ } from '#server/reads/shared-reads.ts'
import { diagnoseRefusal } from './diagnose-refusal.ts'
import { type KnownGroup, listKnownGroups, listRefusals } from './refusal-queries.ts'
import type { RefusalLog } from './refusal-log.ts'

/** The check-ins that the server refused, which leave no other trace. */
export function registerRefusalRoute(routes: Routes, { db }: Context, refusals: RefusalLog): void {
  routes.get(
    '/platte/refused-check-ins',
    { config: SHARED_READ },
    async (): Promise<z.infer<typeof refusedCheckInsSchema>> => {
      await refusals.flush()
      const [rows, groups] = await Promise.all([listRefusals(db), listKnownGroups(db)])
      return { check_ins: rows.map((row) => toCheckIn(row, groups)) }
    },
  )
}

type Row = Awaited<ReturnType<typeof listRefusals>>[number]

function toCheckIn(row: Row, groups: readonly KnownGroup[]): RefusedCheckIn {
  const arch = row.arch !== null && isArch(row.arch) ? row.arch : null
  return {
    id: row.id,
    address: row.address,
    instance_id: row.instance_id,
    alias: row.alias,
    application: row.application,
    track: row.track,
    board: row.board,
    version: row.version,
    sent: row.sent,
    ...diagnoseRefusal({ ...row, arch }, groups),
    first_ts: row.first_ts.toISOString(),
    last_ts: row.last_ts.toISOString(),
    times: Number(row.times),
  }
}

const isArch = (arch: number): arch is Arch => arch in ARCH_NAMES
