import type { Node } from './node.ts'

const CONCURRENCY = 8

/** Nodes that all do the same. */
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
  const each = async (act: (node: Node) => Promise<unknown>, concurrency = CONCURRENCY): Promise<void> => {
    const waiting = [...nodes]
    const worker = async (): Promise<void> => {
      const node = waiting.shift()
      if (!node) return
      await act(node)
      await worker()
    }
    await Promise.all(Array.from({ length: concurrency }, worker))
  }
  return {
    [Symbol.iterator]: () => nodes[Symbol.iterator](),
    // One at a time: a Nebraska exceeds its limit when nodes check in at the same moment.
    checkIn: () => each((node) => node.checkIn(), 1),
    startDownload: () => each((node) => node.startDownload()),
    download: () => each((node) => node.download()),
    install: () => each((node) => node.install()),
    reboot: () => each((node) => node.reboot()),
    update: () => each((node) => node.update()),
    fail: (how) => each((node) => node.fail(how)),
  }
}
