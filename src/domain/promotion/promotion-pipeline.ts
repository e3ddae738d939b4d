import type { Application } from '#contract/application.ts'
import type { Arch } from '#contract/arch.ts'
import type { Channel } from '#contract/channel.ts'
import { compareNames } from '#src/lib/compare-names.ts'

/** Channels of one arch, in the order in which a package goes through them. */
export interface Pipeline {
  arch: Arch
  channels: Channel[]
}

/** In which Flatcar's releases go, after what is newer still; an LTS channel is called "lts" or "lts-2024". */
const USUAL_ORDER = ['edge', 'alpha', 'beta', 'stable', 'lts']

const usualPlace = (name: string): number => {
  const [stem = ''] = name.toLowerCase().split(/[-_ ]/)
  const place = USUAL_ORDER.indexOf(stem)
  return place === -1 ? USUAL_ORDER.length : place
}

/** Edge, alpha, beta, stable, then LTS, then the others by name, unless the operator `chose` another order. */
export function pipelineOrder(names: readonly string[], chosen: readonly string[]): string[] {
  const usual = [...new Set(names)].toSorted((a, b) => usualPlace(a) - usualPlace(b) || compareNames(a, b))
  const left = new Set(usual)
  const first = chosen.filter((name) => left.delete(name))
  return [...first, ...usual.filter((name) => left.has(name))]
}

/** One for each arch that has channels, by the arch's number. */
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

/** The order with `name` on the other side of its neighbour `past`. */
export function moveToPlaceOf(order: readonly string[], name: string, past: string): string[] {
  const [from, to] = [order.indexOf(name), order.indexOf(past)]
  if (from === -1 || to === -1) return [...order]
  return order.toSpliced(from, 1).toSpliced(to, 0, name)
}
