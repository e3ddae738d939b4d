import { expect, test } from 'vitest'
import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { parseOmahaRequest } from '#server/omaha/parse-omaha-request.ts'
import { planFleet } from './fleet-plan.ts'
import type { NodeRequest } from './node-request.ts'
import { parseOmahaResponse } from './parse-omaha-response.ts'
import { writeOmahaRequest } from './write-omaha-request.ts'

const { nodes } = planFleet('1')
const nodeOf = (key: string) => {
  const found = nodes.find(({ group }) => group.key === key)
  if (!found) throw new Error(`There is no node in ${key}.`)
  return found
}
const CHECK: NodeRequest = { version: '4230.2.4', ping: true, check: true, event: null }

const parse = (key: string, request: NodeRequest) =>
  parseOmahaRequest(Buffer.from(writeOmahaRequest(nodeOf(key), request)))

test('a machine sends the request of Flatcar’s updater', () => {
  const { machine } = nodeOf('stable-arm64')
  expect(parse('stable-arm64', CHECK)).toMatchObject({
    version: 'update_engine-0.4.10',
    installsource: 'scheduler',
    apps: [
      {
        appid: `{${FLATCAR_APPLICATION_ID}}`,
        version: '4230.2.4',
        track: 'stable',
        board: 'arm64-usr',
        machineid: machine.id,
        machinealias: '',
        oem: machine.oem,
        alephversion: machine.aleph_version,
        hasPing: true,
        hasUpdateCheck: true,
        events: [],
      },
    ],
  })
})

test('a container sends its own application’s id', () => {
  const [app] = parse('agent-canary', CHECK).apps
  expect(app).toMatchObject({ appid: 'io.example.MetricsAgent', track: 'canary', board: 'amd64-usr' })
})

test('a failure has its error code and a completed update its previous version', () => {
  const failure = { type: 3, result: 0, previous_version: '', error_code: 2 ** 28 + 9 }
  const [failed] = parse('stable-amd64', { ...CHECK, ping: false, check: false, event: failure }).apps
  expect(failed).toMatchObject({ hasPing: false, hasUpdateCheck: false })
  expect(failed?.events).toEqual([{ type: 3, result: 0, previous_version: '', error_code: 268_435_465n }])

  const completed = { type: 3, result: 2, previous_version: '4230.2.4', error_code: 0 }
  const [updated] = parse('stable-amd64', { ...CHECK, version: '4459.2.0', event: completed }).apps
  expect(updated).toMatchObject({ version: '4459.2.0', hasUpdateCheck: true })
  expect(updated?.events).toEqual([{ type: 3, result: 2, previous_version: '4230.2.4', error_code: 0n }])
})

const response = (app: string) => `<?xml version="1.0"?><response protocol="3.0">${app}</response>`

test('parses an update, no update and an error', () => {
  const update =
    '<app appid="a" status="ok"><ping status="ok"></ping><updatecheck status="ok"><urls><url codebase="u"></url></urls><manifest version="2.0.0"><packages></packages></manifest></updatecheck></app>'
  expect(parseOmahaResponse(response(update))).toEqual({ kind: 'update', version: '2.0.0' })
  const none = '<app appid="a" status="ok"><updatecheck status="noupdate"><urls></urls></updatecheck></app>'
  expect(parseOmahaResponse(response(none))).toEqual({ kind: 'no-update' })
  expect(
    parseOmahaResponse(response('<app appid="a" status="ok"><event status="ok"></event></app>')),
  ).toEqual({
    kind: 'no-update',
  })
  const error =
    '<app appid="a" status="error-updatesDisabled"><updatecheck status="error-internal"></updatecheck></app>'
  expect(parseOmahaResponse(response(error))).toEqual({ kind: 'error', reason: 'updatesDisabled' })
})

test('throws for XML that is no Omaha response', () => {
  expect(() => parseOmahaResponse('<html></html>')).toThrow('response')
})
