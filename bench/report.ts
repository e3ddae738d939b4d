import type { CheckInTimes } from './check-ins.ts'
import type { Read, ReadTimes } from './reads.ts'

export interface Measured {
  server: string
  /** Null for what the server doesn't have. */
  reads: (ReadTimes | null)[]
  checkIns: CheckInTimes
}

const COLUMN = 34

/** In milliseconds; an embedded database has `leniency` times as long. A first answer over its target is marked. */
export function printTable(reads: readonly Read[], measured: readonly Measured[], leniency: number): void {
  const heads = measured.flatMap(({ server }) => [`${server} first`, 'median'])
  console.log(row(['read (ms)', 'target', ...heads]))
  for (const [place, { name, target }] of reads.entries()) {
    const limit = target === null ? null : target * leniency
    const times = measured.flatMap(({ reads: found }) => {
      const times = found[place]
      return times ? [milliseconds(times.first, limit), milliseconds(times.median, limit)] : ['–', '–']
    })
    console.log(row([name, limit === null ? '' : `≤ ${limit}`, ...times]))
  }
  console.log(row(['check-ins', '', ...measured.flatMap(({ server }) => [server, ''])]))
  const of = (what: (times: CheckInTimes) => number) =>
    measured.flatMap(({ checkIns }) => [what(checkIns).toFixed(1), ''])
  console.log(row(['a second', '', ...of(({ perSecond }) => perSecond)]))
  console.log(row(['p50 (ms)', '', ...of(({ p50 }) => p50)]))
  console.log(row(['p99 (ms)', '', ...of(({ p99 }) => p99)]))
}

const milliseconds = (time: number, limit: number | null) =>
  `${limit !== null && time > limit ? '! ' : ''}${time.toFixed(1)}`

const row = ([name = '', ...cells]: string[]) =>
  name.padEnd(COLUMN) + cells.map((cell) => cell.padStart(16)).join('')
