import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A wire to a server, which a test can cut. */
export interface Relay {
  url: string
  cut: () => void
  mend: () => void
  stop: () => Promise<void>
}

export async function startRelay(server: string): Promise<Relay> {
  const target = new URL(server)
  const open = new Set<Socket>()
  let whole = true
  const keep = (socket: Socket): Socket => {
    open.add(socket)
    socket.on('error', () => {})
    return socket.on('close', () => open.delete(socket))
  }
  const listener = createServer((socket) => {
    keep(socket)
    if (!whole) {
      socket.destroy()
      return
    }
    const upstream = keep(connect(Number(target.port), target.hostname))
    upstream.on('close', () => socket.destroy())
    socket.on('close', () => upstream.destroy())
    socket.pipe(upstream).pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  if (address === null || typeof address === 'string') throw new Error('The relay has no port.')
  const hangUp = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut: () => {
      whole = false
      hangUp()
    },
    mend: () => {
      whole = true
    },
    stop: async () => {
      hangUp()
      listener.close()
      await once(listener, 'close')
    },
  }
}
