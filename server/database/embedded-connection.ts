import { Duplex } from 'node:stream'
import { MessageChannel, type MessagePort } from 'node:worker_threads'

/** A stream that `pg` uses as its socket, over a message port to the worker that runs PostgreSQL. */
export class EmbeddedConnection extends Duplex {
  readonly #port: MessagePort
  readonly #attach: (port: MessagePort) => void
  readonly #remote: MessagePort

  constructor(attach: (port: MessagePort) => void) {
    super()
    const { port1, port2 } = new MessageChannel()
    this.#port = port1
    this.#remote = port2
    this.#attach = attach
    port1.on('message', (bytes: Uint8Array) => {
      if (bytes.length > 0) this.push(bytes)
    })
    port1.on('close', () => this.push(null))
  }

  // The methods that `pg` calls on a socket.
  connect(): this {
    this.#attach(this.#remote)
    queueMicrotask(() => this.emit('connect'))
    return this
  }
  setNoDelay(): this {
    return this
  }
  setKeepAlive(): this {
    return this
  }
  ref(): this {
    this.#port.ref()
    return this
  }
  unref(): this {
    this.#port.unref()
    return this
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    this.#send([chunk])
    done()
  }

  /** `pg` corks the parts of a query, so that one query is one message to the worker. */
  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error) => void): void {
    this.#send(chunks.map(({ chunk }) => chunk))
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#port.close()
    done(error)
  }

  #send(chunks: Buffer[]): void {
    const message = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0))
    let offset = 0
    for (const chunk of chunks) {
      message.set(chunk, offset)
      offset += chunk.length
    }
    this.#port.postMessage(message, [message.buffer])
  }
}
