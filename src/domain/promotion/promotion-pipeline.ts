import type { Application } from '#contract/application.ts'
import type { Arch } from '#contract/arch.ts'
import type { Channel } from '#contract/channel.ts'
import { compareNames } from '#src/lib/compare-names.ts'

/** The channels of one arch, in the order in which packages are promoted. */
export interface Pipeline {
  arch: Arch
  channels: Channel[]
}

/** The order of Flatcar's channels, after edge; an LTS channel is called "lts" or "lts-2024". */
const DEFAULT_ORDER = ['edge', 'alpha', 'beta', 'stable', 'lts']

const defaultPlace = (name: string): number => {
  const [stem = ''] = name.toLowerCase().split(/[-_ ]/)
  const place = DEFAULT_ORDER.indexOf(stem)
  return place === -1 ? DEFAULT_ORDER.length : place
}

/** Edge, alpha, beta, stable, LTS, then the others by name; names that the operator has `chosen` come first in that order. */
export function pipelineOrder(names: readonly string[], chosen: readonly string[]): string[] {
  const byDefault = [...new Set(names)].toSorted(
    (a, b) => defaultPlace(a) - defaultPlace(b) || compareNames(a, b),
  )
  const left = new Set(byDefault)
  const first = chosen.filter((name) => left.delete(name))
  return [...first, ...byDefault.filter((name) => left.has(name))]
}

/** One pipeline for each arch that has channels, by the arch's number on the wire. */
export function pipelinesOf(
  { channels }: Pick<Application, 'channels'>,
  chosen: readonly string[],
): readonly Pipeline[] {
  const all = channels ?? []
  const order = pipelineOrder(
    all.map(({ name }) => name),
    chosen,
  )
  const place = ({ name }: Channel) => order.indexOf(name)
  const arches = [...new Set(all.map(({ arch }) => arch))].toSorted((a, b) => a - b)
  return arches.map((arch) => ({
    arch,
    channels: all.filter((channel) => channel.arch === arch).toSorted((a, b) => place(a) - place(b)),
  }))
}

/** The order with `name` moved to the place of `past`. */
export function moveToPlaceOf(order: readonly string[], name: string, past: string): string[] {
  const [from, to] = [order.indexOf(name), order.indexOf(past)]
  if (from === -1 || to === -1) return [...order]
  return order.toSpliced(from, 1).toSpliced(to, 0, name)
}
