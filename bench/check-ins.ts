import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { addressOfNode, ALEPH_VERSION, BOOT_ID, OEM } from './fleet-rule.ts'

const run = promisify(execFile)

export interface CheckInTimes {
  perSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
}

const CONNECTIONS = 32
const SECONDS = 15
const SCRIPT = fileURLToPath(new URL('check-ins.lua', import.meta.url))

/** Throws, in words, where there is no wrk. */
export async function requireWrk(): Promise<void> {
  await run('wrk', ['--version']).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Error('Check-ins are timed with wrk, and there is none: install the package of that name.')
  })
}

/** The machine id of a node of the fleet, from 1. */
const machineId = (node: number) => createHash('md5').update(`n${node}`).digest('hex')

const BEFORE_ID = `<?xml version="1.0" encoding="UTF-8"?><request protocol="3.0" version="update_engine-0.4.10" \
updaterversion="update_engine-0.4.10" installsource="ondemandupdate" ismachine="1"><os version="Chateau" \
platform="CoreOS" sp="4081.2.1_x86_64"></os><app appid="{${FLATCAR_APPLICATION_ID}}" version="4081.2.1" \
track="stable" bootid="${BOOT_ID}" oem="${OEM}" oemversion="1" alephversion="${ALEPH_VERSION}" machineid="`
const AFTER_ID = `" lang="en-US" board="amd64-usr" hardware_class="" delta_okay="false"><ping active="1"></ping>\
<updatecheck></updatecheck></app></request>`

/** The request of a node of the fleet, from 1, that is up to date. */
export const checkInBody = (node: number) => BEFORE_ID + machineId(node) + AFTER_ID

/**
 * Nodes that are known, up to date and as they were check in, each once, through a proxy that names their addresses, over as many connections as there are at a time. The load
 * comes from wrk, which leaves the processors to the server: Debian's package of that name, or wherever it is on the
 * path. Throws when it isn't there, or when a check-in fails.
 */
export async function timeCheckIns(server: string, nodes: number): Promise<CheckInTimes> {
  const directory = await mkdtemp(path.join(tmpdir(), 'platte-bench-'))
  try {
    const known = path.join(directory, 'nodes')
    await writeFile(
      known,
      Array.from({ length: nodes }, (_, node) => `${machineId(node + 1)} ${addressOfNode(node + 1)}\n`).join(
        '',
      ),
    )
    const flags = ['-t1', `-c${CONNECTIONS}`, `-d${SECONDS}s`, '--latency', '-s', SCRIPT, server]
    const { stdout } = await run('wrk', flags, { env: { ...process.env, NODES: known, BEFORE_ID, AFTER_ID } })
    return readResult(stdout)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** wrk counts in microseconds. */
function readResult(output: string): CheckInTimes {
  const [, requests, micros, p50, p99, failed] =
    /^RESULT (\d+) (\d+) (\d+) (\d+) (\d+)$/m.exec(output)?.map(Number) ?? []
  if (!requests || !micros || p50 === undefined || p99 === undefined)
    throw new Error(`wrk says no result:\n${output}`)
  if (failed) throw new Error(`${failed} check-ins failed.`)
  return { perSecond: requests / (micros / 1e6), p50: p50 / 1000, p99: p99 / 1000 }
}
