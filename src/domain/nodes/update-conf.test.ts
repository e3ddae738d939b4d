import { expect, test } from 'vitest'
import type { UpdateEndpoint } from '#contract/update-endpoint.ts'
import {
  butaneConfig,
  ignitionConfig,
  isPlainValue,
  joinCommands,
  updateConfLines,
  updateUrl,
} from './update-conf.ts'

const origin = 'http://127.0.0.1:8000'
const endpoint: UpdateEndpoint = {
  public_url: null,
  port: null,
  path: '/v1/update/',
  is_suffix_hidden: false,
}
const conf = { server: 'https://platte.example.com/v1/update/', track: 'stable' }

test('nodes check in at the public URL, or else where the browser found the server', () => {
  expect(updateUrl({ endpoint, updateServer: null, origin })).toBe('http://127.0.0.1:8000/v1/update/')
  const published = { ...endpoint, public_url: 'https://platte.example.com', path: '/v1/update/s3cret/' }
  expect(updateUrl({ endpoint: published, updateServer: null, origin })).toBe(
    'https://platte.example.com/v1/update/s3cret/',
  )
  expect(updateUrl({ endpoint: { ...published, port: 8001 }, updateServer: null, origin })).toBe(
    'http://platte.example.com:8001/v1/update/s3cret/',
  )
})

test('behind and around another server, nodes check in with that server', () => {
  expect(updateUrl({ endpoint: null, updateServer: 'https://nebraska.example.com/', origin })).toBe(
    'https://nebraska.example.com/v1/update/',
  )
  expect(updateUrl({ endpoint: null, updateServer: null, origin })).toBe('http://127.0.0.1:8000/v1/update/')
})

test('every form writes the same two lines', () => {
  const lines = 'SERVER=https://platte.example.com/v1/update/\nGROUP=stable\n'
  expect(updateConfLines(conf)).toBe(lines)
  expect(butaneConfig(conf)).toContain(
    '        inline: |\n          SERVER=https://platte.example.com/v1/update/\n          GROUP=stable\n',
  )
  const { storage } = JSON.parse(ignitionConfig(conf))
  expect(decodeURIComponent(storage.files[0].contents.source)).toBe(`data:,${lines}`)
  expect(storage.files[0].mode).toBe(0o644)
  expect(joinCommands(conf)).toContain(`<<'END'\n${lines}END\n`)
})

test('a track that a shell would take apart is no plain value', () => {
  for (const plain of ['stable', 'b4b2fa22-c1ea-498c-a8ac-c1dc0b1d7c17', 'rack.7_east']) {
    expect(isPlainValue(plain)).toBe(true)
  }
  for (const other of ['', 'two words', 'a\nSERVER=http://evil', '$(reboot)', '"a"', 'a\u202Eb', "it's"]) {
    expect(isPlainValue(other)).toBe(false)
  }
})
