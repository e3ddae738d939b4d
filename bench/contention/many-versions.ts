import { readFile } from 'node:fs/promises'
import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import type { Measure } from '../browser/measure.ts'
import { STABLE_GROUP_ID } from '../fleet-rule.ts'

const AT_ONCE = 8
const group = `/api/apps/${FLATCAR_APPLICATION_ID}/groups/${STABLE_GROUP_ID}`
const READS = [
  ['version_timeline, 120 points', `${group}/version_timeline?duration=1d&points=120`, 0.5],
  ['version_timeline, 240 points', `${group}/version_timeline?duration=1d&points=240`, 1],
  ['version_timeline without points', `${group}/version_timeline?duration=1d`, 17],
  ['version_breakdown', `${group}/version_breakdown`, 2],
  ['version_breakdown as the dashboard asks', `${group}/version_breakdown?versions=200`, 0.1],
  ['/platte/fleet', '/platte/fleet', 0.1],
] as const

/** The sizes of what names versions, and the memory of the process that answered them, eight at once. */
export async function measureTimelines(server: string, processId: number): Promise<Measure[]> {
  const measures: Measure[] = []
  for (const [name, path, most] of READS) {
    const sizes = await Promise.all(Array.from({ length: AT_ONCE }, () => sizeOf(server + path)))
    measures.push({ name, value: Math.max(...sizes) / 1e6, unit: 'MB', most })
  }
  measures.push({
    name: `most memory of the process, each read by ${AT_ONCE} at once`,
    value: await mostMemory(processId),
    unit: 'MB',
    most: 1000,
  })
  return measures
}

/** Throws when the read is refused. */
async function sizeOf(url: string): Promise<number> {
  const response = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  const { byteLength } = await response.arrayBuffer()
  if (!response.ok) throw new Error(`${url} is answered with ${response.status}`)
  return byteLength
}

/** The highest resident size so far, in megabytes; 0 where the system does not tell (other than Linux). */
async function mostMemory(processId: number): Promise<number> {
  const status = await readFile(`/proc/${processId}/status`, 'utf8').catch(() => '')
  const [, kilobytes = '0'] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? []
  return (Number(kilobytes) * 1024) / 1e6
}
