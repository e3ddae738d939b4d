import type { Node } from './node.ts'

const AT_ONCE = 8

/** Nodes that do the same. */
export interface NodeBatch extends Iterable<Node> {
  checkIn: () => Promise<void>
  startDownload: () => Promise<void>
  download: () => Promise<void>
  install: () => Promise<void>
  reboot: () => Promise<void>
  update: () => Promise<void>
  fail: (how?: { code?: number }) => Promise<void>
}

export function createNodeBatch(nodes: readonly Node[]): NodeBatch {
  const each = async (does: (node: Node) => Promise<unknown>, atOnce = AT_ONCE): Promise<void> => {
    const waiting = [...nodes]
    const worker = async (): Promise<void> => {
      const node = waiting.shift()
      if (!node) return
      await does(node)
      await worker()
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
  }
  return {
    [Symbol.iterator]: () => nodes[Symbol.iterator](),
    // One after the other: a Nebraska grants more than its limit to nodes that ask at the same moment.
    checkIn: () => each((node) => node.checksIn(), 1),
    startDownload: () => each((node) => node.startsDownload()),
    download: () => each((node) => node.downloads()),
    install: () => each((node) => node.installs()),
    reboot: () => each((node) => node.reboots()),
    update: () => each((node) => node.updates()),
    fail: (how) => each((node) => node.fails(how)),
  }
}
