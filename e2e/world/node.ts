import { randomBytes } from 'node:crypto'
import type { OmahaResponse, OmahaRequest, OmahaClient, OmahaEvent } from './omaha-client.ts'

const UPDATE_COMPLETE = 3
const DOWNLOAD_STARTED = 13
const DOWNLOAD_FINISHED = 14
const INSTALLED = 800
const FAILED = 0
const SUCCESS = 1
const SUCCESS_REBOOT = 2

/** Flatcar's code for "the update would not boot". */
const DEFAULT_ERROR_CODE = 37

export interface NodePlan {
  /** Of a node that has checked in before; a new one by default. */
  id?: string
  version: string
  alias?: string
  oem?: string
}

/** The update server that a node talks to, and how it identifies itself there. */
export interface NodeConnection {
  omaha: OmahaClient
  appid: string
  track: string
  board: string
  /** Path of the node's page in the dashboard, without its id. */
  path: string
}

/** A simulated node. The update server has recorded each act once its promise resolves. */
export interface Node {
  id: string
  alias: string
  /** Path of its page in the dashboard. */
  path: string
  /** Checks for an update and remembers the granted version. */
  checkIn: () => Promise<OmahaResponse>
  /** Reports that the download has started. */
  startDownload: () => Promise<void>
  /** Reports the whole download, from its start. */
  download: () => Promise<void>
  install: () => Promise<void>
  /** Boots into the granted version and checks in from there. */
  reboot: () => Promise<OmahaResponse>
  /** Boots into the granted version, and again into the one before it, as an older updater reports it. */
  bootBack: () => Promise<void>
  /** Checks in, and goes through the whole update including the reboot. */
  update: () => Promise<void>
  /** Reports that its update failed. */
  fail: (how?: { code?: number }) => Promise<void>
}

export function createNode(
  connection: NodeConnection,
  { id = randomBytes(16).toString('hex'), version, alias = '', oem = '' }: NodePlan,
): Node {
  const { omaha, path, ...names } = connection
  let running = version
  let granted: string | null = null

  const send = (event?: OmahaEvent): Promise<OmahaResponse> => {
    const request: OmahaRequest = { ...names, machineid: id, machinealias: alias, oem, version: running }
    return omaha(event ? { ...request, event } : request)
  }
  const report = async (event: OmahaEvent): Promise<void> => {
    const { status } = await send(event)
    if (status !== 'ok') throw new Error(`The server rejected the node's report: ${status}`)
  }
  const remember = (response: OmahaResponse): OmahaResponse => {
    granted = response.update ?? granted
    return response
  }
  const node: Node = {
    id,
    alias,
    path: `${path}/${id}`,
    checkIn: async () => remember(await send()),
    startDownload: () => report({ type: DOWNLOAD_STARTED, result: SUCCESS }),
    download: async () => {
      await node.startDownload()
      await report({ type: DOWNLOAD_FINISHED, result: SUCCESS })
    },
    install: () => report({ type: INSTALLED, result: SUCCESS }),
    reboot: async () => {
      if (granted === null) throw new Error('The node was granted no update to boot into')
      const previousVersion = running
      running = granted
      granted = null
      const event = { type: UPDATE_COMPLETE, result: SUCCESS_REBOOT, previousVersion, updateCheck: true }
      return remember(await send(event))
    },
    bootBack: () => report({ type: UPDATE_COMPLETE, result: SUCCESS_REBOOT, previousVersion: running }),
    update: async () => {
      const { update, status } = await node.checkIn()
      if (update === null) throw new Error(`The node was granted no update: ${status}`)
      await node.download()
      await node.install()
      await node.reboot()
    },
    fail: ({ code = DEFAULT_ERROR_CODE } = {}) =>
      report({ type: UPDATE_COMPLETE, result: FAILED, errorCode: code }),
  }
  return node
}
