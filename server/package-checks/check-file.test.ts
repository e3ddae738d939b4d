import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { FileChecker } from './check-file.ts'

const payload = Buffer.concat([Buffer.from('CrAU'), Buffer.alloc(9 * 1024 ** 2, 7)])
const isAddress = (address: string | AddressInfo | null): address is AddressInfo =>
  typeof address === 'object'

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (!isAddress(address)) throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}

function checker(options: Partial<ConstructorParameters<typeof FileChecker>[0]> = {}) {
  const checker = new FileChecker({ networks: ['127.0.0.1'], ca: null, ...options })
  onTestFinished(() => checker.close())
  return checker
}

async function check(url: string, options: Parameters<typeof checker>[0] = {}) {
  const events = []
  for await (const event of checker(options).check(url, new AbortController().signal)) events.push(event)
  return events
}

test('a file is read with progress, and reported with its size, hashes and kind', async () => {
  const url = await serve((_, response) =>
    response.writeHead(200, { 'content-length': payload.length }).end(payload),
  )
  const events = await check(`${url}/os.gz`)
  expect(events[0]).toEqual({ kind: 'progress', bytes: 0, total: payload.length })
  expect(events.filter(({ kind }) => kind === 'progress')).toHaveLength(3)
  expect(events.at(-1)).toEqual({
    kind: 'done',
    size: payload.length,
    sha1: createHash('sha1').update(payload).digest('base64'),
    sha256: createHash('sha256').update(payload).digest('base64'),
    is_update_payload: true,
  })
})

test('a file that is no payload, or shorter than its first word, is reported as such', async () => {
  for (const body of ['<!doctype html>', 'Cr', '']) {
    const url = await serve((_, response) => response.end(body))
    expect((await check(url)).at(-1)).toMatchObject({
      kind: 'done',
      size: body.length,
      is_update_payload: false,
    })
  }
})

test('a status other than 200 is a refusal', async () => {
  const url = await serve((_, response) => response.writeHead(404).end('gone'))
  expect(await check(url)).toEqual([
    { kind: 'failed', reason: 'refused', message: expect.stringContaining('responded with status 404') },
  ])
})

test('a redirect is followed, to allowed addresses only', async () => {
  const file = await serve((_, response) => response.end('CrAU'))
  const url = await serve(({ url }, response) => {
    const location = url === '/good' ? file : url === '/loop' ? '/loop' : 'http://10.0.0.1/'
    response.writeHead(302, { location }).end()
  })
  expect((await check(`${url}/good`)).at(-1)).toMatchObject({ kind: 'done', size: 4 })
  expect(await check(`${url}/bad`)).toMatchObject([
    { reason: 'unreachable', message: expect.stringContaining('10.0.0.1 is not a public address') },
  ])
  expect(await check(`${url}/loop`)).toMatchObject([
    { reason: 'refused', message: expect.stringContaining('redirects more than 5 times') },
  ])
})

test('an address that is not public is not connected to, whatever it is called', async () => {
  let requests = 0
  const url = await serve((_, response) => {
    requests += 1
    response.end()
  })
  const { port } = new URL(url)
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '0'])
    expect(await check(`http://${host}:${port}/`, { networks: [] })).toMatchObject([
      { kind: 'failed', reason: 'unreachable', message: expect.stringContaining('not a public address') },
    ])
  expect(requests).toBe(0)
})

test.each(['file:///etc/passwd', 'data:text/plain,x', 'ftp://127.0.0.1/', 'http://user:secret@127.0.0.1/'])(
  '%s is not fetched',
  async (url) => {
    expect(await check(url)).toMatchObject([{ kind: 'failed', reason: 'refused' }])
  },
)

test('a file that is too large is not read to its end, announced or not', async () => {
  const announced = await serve((_, response) =>
    response.writeHead(200, { 'content-length': 20 }).write('CrAU'),
  )
  const endless = await serve((_, response) => {
    response.write(Buffer.alloc(100_000))
  })
  for (const url of [announced, endless])
    expect((await check(url, { largestFile: 10 })).at(-1)).toMatchObject({ reason: 'too-large' })
})

test('a connection that breaks off is a failure', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 10 })
    response.write('CrAU', () => response.destroy())
  })
  expect((await check(url)).at(-1)).toMatchObject({ kind: 'failed', reason: 'unreachable' })
})

test('a check that is cancelled ends the download', async () => {
  const responses: ServerResponse[] = []
  const url = await serve((_, response) => {
    responses.push(response)
    response.writeHead(200).write('CrAU')
  })
  const cancel = new AbortController()
  const events = checker().check(url, cancel.signal)
  expect((await events.next()).value).toMatchObject({ kind: 'progress' })
  const closed = responses.map((response) => once(response, 'close'))
  const rest = events.next()
  cancel.abort()
  expect(await rest).toEqual({ done: true, value: undefined })
  expect(await Promise.all(closed)).toHaveLength(1)
})
