import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { startReleasedNebraska } from '#server/testing/released-nebraska.ts'
import { compiledServer } from './compiled-server.ts'
import { newDataDirectory } from './new-data-directory.ts'

/** The release that the stand-in answers as. */
export const RELEASE = '3.0.0'

/** Starts Platte's own server, without nodes, and the stand-in for Nebraska 3.0.0 in front of it. */
export async function startStandIn(): Promise<{ url: string; stop: () => Promise<void> }> {
  const data = await newDataDirectory()
  const flags = ['--port', '0', '--data', data, '--no-demo']
  const child = spawn(process.execPath, [await compiledServer(), ...flags], {
    // The server stops when its input ends, so it does not outlive this process.
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const address = await addressIn(child.stdout)
  const release = await startReleasedNebraska(address)
  return {
    url: release.url,
    stop: async () => {
      release.close()
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      await rm(data, { recursive: true, force: true })
    },
  }
}

async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input: output })
  for await (const line of lines) {
    const address = /runs at (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1]
    if (address !== undefined) {
      // Leaving the loop ends its reading; what the server prints later must not fill the pipe.
      output.resume()
      return address
    }
  }
  throw new Error('The server for the end-to-end tests did not start.')
}
