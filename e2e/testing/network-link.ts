import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A TCP connection to a server that a test can cut and restore. */
export interface NetworkLink {
  url: string
  cut: () => void
  restore: () => void
  stop: () => Promise<void>
}

export async function startNetworkLink(server: string): Promise<NetworkLink> {
  const target = new URL(server)
  const open = new Set<Socket>()
  let isUp = true
  const track = (socket: Socket): Socket => {
    open.add(socket)
    socket.on('error', () => {})
    return socket.on('close', () => open.delete(socket))
  }
  const listener = createServer((socket) => {
    track(socket)
    if (!isUp) {
      socket.destroy()
      return
    }
    const upstream = track(connect(Number(target.port), target.hostname))
    upstream.on('close', () => socket.destroy())
    socket.on('close', () => upstream.destroy())
    socket.pipe(upstream).pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  if (address === null || typeof address === 'string') throw new Error('The link has no port.')
  const closeAll = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut: () => {
      isUp = false
      closeAll()
    },
    restore: () => {
      isUp = true
    },
    stop: async () => {
      closeAll()
      listener.close()
      await once(listener, 'close')
    },
  }
}
