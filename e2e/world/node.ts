import { randomBytes } from 'node:crypto'
import type { NodeHears, NodeSays, OmahaClient, OmahaEvent } from './omaha-client.ts'

const UPDATE_COMPLETE = 3
const DOWNLOAD_STARTED = 13
const DOWNLOAD_FINISHED = 14
const INSTALLED = 800
const FAILED = 0
const SUCCESS = 1
const SUCCESS_REBOOT = 2

/** Flatcar's own "the update would not boot". */
const SOME_ERROR_CODE = 37

export interface NodePlan {
  version: string
  alias?: string
  oem?: string
}

/** Where a node asks, and under which names. */
export interface NodeHome {
  omaha: OmahaClient
  appid: string
  track: string
  board: string
  /** Of the node's page in the dashboard, without the id. */
  path: string
}

/** A machine of the fleet, told by what it does. What it does, the update server knows once the promise is kept. */
export interface Node {
  id: string
  alias: string
  /** Of its page in the dashboard. */
  path: string
  /** Asks for an update; remembers the one that it is granted. */
  checksIn: () => Promise<NodeHears>
  /** Says that it has begun to download. */
  startsDownload: () => Promise<void>
  /** Downloads all of it. */
  downloads: () => Promise<void>
  installs: () => Promise<void>
  /** Boots into what it was granted, and checks in from there. */
  reboots: () => Promise<NodeHears>
  /** Asks for an update and takes it, up to the reboot. */
  updates: () => Promise<void>
  /** Reports that its update failed. */
  fails: (how?: { code?: number }) => Promise<void>
}

export function createNode(home: NodeHome, { version, alias = '', oem = '' }: NodePlan): Node {
  const id = randomBytes(16).toString('hex')
  const { omaha, path, ...names } = home
  let running = version
  let granted: string | null = null

  const say = (event?: OmahaEvent): Promise<NodeHears> => {
    const says: NodeSays = { ...names, machineid: id, machinealias: alias, oem, version: running }
    return omaha(event ? { ...says, event } : says)
  }
  const report = async (event: OmahaEvent): Promise<void> => {
    const { status } = await say(event)
    if (status !== 'ok') throw new Error(`The node's report was answered with ${status}`)
  }
  const remember = (heard: NodeHears): NodeHears => {
    granted = heard.update ?? granted
    return heard
  }
  const node: Node = {
    id,
    alias,
    path: `${path}/${id}`,
    checksIn: async () => remember(await say()),
    startsDownload: () => report({ type: DOWNLOAD_STARTED, result: SUCCESS }),
    downloads: async () => {
      await node.startsDownload()
      await report({ type: DOWNLOAD_FINISHED, result: SUCCESS })
    },
    installs: () => report({ type: INSTALLED, result: SUCCESS }),
    reboots: async () => {
      if (granted === null) throw new Error('The node has no update to boot into')
      const previousVersion = running
      running = granted
      granted = null
      const event = { type: UPDATE_COMPLETE, result: SUCCESS_REBOOT, previousVersion, asks: true }
      return remember(await say(event))
    },
    updates: async () => {
      const { update, status } = await node.checksIn()
      if (update === null) throw new Error(`The node was granted no update but ${status}`)
      await node.downloads()
      await node.installs()
      await node.reboots()
    },
    fails: ({ code = SOME_ERROR_CODE } = {}) =>
      report({ type: UPDATE_COMPLETE, result: FAILED, errorCode: code }),
  }
  return node
}
