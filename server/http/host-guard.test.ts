import { describe, expect, test } from 'vitest'
import { guard, type GuardedRequest, type AllowedHosts } from './host-guard.ts'

const own: AllowedHosts = {
  publicUrls: ['https://platte.example.com', 'http://10.1.2.3:8080', 'http://[fd00::7]:8000'],
  address: '10.9.9.9',
}

const read: GuardedRequest = {
  method: 'GET',
  host: '127.0.0.1:8000',
  origin: undefined,
  contentType: undefined,
  hasBody: false,
}
const write: GuardedRequest = { ...read, method: 'PUT', contentType: 'application/json', hasBody: true }

const codeFor = (request: GuardedRequest) => guard(request, own)?.code ?? 'allowed'

describe('the host of every request', () => {
  test.each([
    '127.0.0.1:8000',
    '127.200.1.1',
    'localhost',
    'LOCALHOST:5173',
    'platte.localhost:8000',
    '[::1]:8000',
    'platte.example.com',
    'platte.example.com:443',
    'Platte.Example.com',
    '10.1.2.3:8080',
    '[fd00:0::7]:8000',
    '10.9.9.9:8000',
  ])('may be %s', (host) => {
    expect(codeFor({ ...read, host })).toBe('allowed')
  })

  test.each([
    'evil.example',
    'platte.example.com.evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'platte.example.com:8443',
    'platte.example.com:80',
    '10.1.2.3',
    '128.0.0.1',
    '0.0.0.0:8000',
    'evil.example/@localhost',
    'a b',
    undefined,
  ])('may not be %s', (host) => {
    expect(codeFor({ ...read, host })).toBe('host-not-allowed')
    expect(guard({ ...read, host }, own)?.status).toBe(421)
  })
})

describe('the origin of a write', () => {
  test.each([
    undefined,
    'http://127.0.0.1:8000',
    'http://localhost:5173',
    'https://platte.localhost',
    'http://[::1]:8000',
    'https://platte.example.com',
    'http://10.1.2.3:8080',
    'http://10.9.9.9:8000',
  ])('may be %s', (origin) => {
    expect(codeFor({ ...write, origin })).toBe('allowed')
    expect(codeFor({ ...write, method: 'DELETE', hasBody: false, origin })).toBe('allowed')
  })

  test.each([
    'null',
    '',
    'https://evil.example',
    'http://platte.example.com',
    'https://platte.example.com:8443',
    'https://localhost.evil.example',
    'file:///etc/passwd',
  ])('may not be %j', (origin) => {
    expect(codeFor({ ...write, origin })).toBe('origin-not-allowed')
    expect(codeFor({ ...write, method: 'DELETE', hasBody: false, origin })).toBe('origin-not-allowed')
    expect(codeFor({ ...read, origin })).toBe('allowed')
  })
})

describe('the body of a write', () => {
  test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON'])(
    'may be %s',
    (contentType) => {
      expect(codeFor({ ...write, contentType })).toBe('allowed')
    },
  )

  test.each([
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'text/json',
  ])('may not be %s', (contentType) => {
    expect(codeFor({ ...write, contentType })).toBe('unsupported-media-type')
    expect(codeFor({ ...write, contentType, hasBody: false })).toBe('allowed')
  })
})

describe('a POST without a body', () => {
  const post: GuardedRequest = { ...write, method: 'POST', contentType: undefined, hasBody: false }

  test('may come from a page of this server, or as JSON', () => {
    expect(codeFor({ ...post, origin: 'http://127.0.0.1:8000' })).toBe('allowed')
    expect(codeFor({ ...post, host: 'localhost:8000', origin: 'http://localhost:8000' })).toBe('allowed')
    expect(codeFor({ ...post, contentType: 'application/json' })).toBe('allowed')
    expect(codeFor({ ...post, contentType: 'application/json', origin: 'http://localhost:5173' })).toBe(
      'allowed',
    )
  })

  test.each([undefined, 'http://127.0.0.1:3000', 'http://localhost:8000', 'https://platte.localhost'])(
    'may not come from %s as a form does',
    (origin) => {
      for (const contentType of [undefined, 'text/plain', 'application/x-www-form-urlencoded'])
        expect(codeFor({ ...post, origin, contentType })).toBe('unsupported-media-type')
    },
  )
})
