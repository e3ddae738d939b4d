import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeEach, expect, test } from 'vitest'
import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { seedFlatcar } from '#server/seed/seed-flatcar.ts'
import { serverForEachTest } from '#server/testing/for-each-test.ts'

/** Requests as clients of Omaha form them, one a file; ids and hosts are made up. */
const DIRECTORY = fileURLToPath(new URL('./client-requests/', import.meta.url))

const server = serverForEachTest()
beforeEach(async () => {
  await seedFlatcar(server)
  // Above every version in the requests.
  await server.db
    .updateTable('packages')
    .set({ version: '9999.0.0' })
    .where('application_id', '=', FLATCAR_APPLICATION_ID)
    .where('version', '=', '2191.5.0')
    .execute()
})

async function post(payload: string | Uint8Array) {
  const { statusCode, body } = await server.app.inject({
    method: 'POST',
    url: '/v1/update/',
    headers: { 'content-type': 'text/xml' },
    payload: Buffer.from(payload),
  })
  if (statusCode !== 200) return [statusCode, /"error":"([^"]*)"/.exec(body)?.[1]]
  return [...body.matchAll(/<app [^]*?<\/app>/g)].flatMap(([app]) => {
    const check = /<updatecheck status="([^"]*)"/.exec(app)?.[1]
    return [/status="([^"]*)"/.exec(app)?.[1], ...(check === undefined ? [] : [check])]
  })
}

const OFFERED = ['ok', 'ok']
const ACCEPTED = ['ok']
const NO_GROUP = ['error-failedToRetrieveUpdatePackageInfo', 'error-internal']
const NOT_REGISTERED = ['error-instanceRegistrationFailed', 'error-internal']

/** The status of each application and its update check, or the HTTP status and the error. */
const RESPONSES: [file: string, response: unknown[]][] = [
  // It runs the package already.
  ['after-reboot.xml', ['ok', 'noupdate']],
  ['alias-char-reference.xml', OFFERED],
  ['alias-in-double-quotes.xml', [400, 'malformed-xml']],
  // A fresh server has no arm64 package.
  ['arm64-board.xml', ['error-noPackageFound', 'error-internal']],
  ['board-empty.xml', OFFERED],
  // No track is no group's.
  ['chromeos-event-only.xml', NO_GROUP],
  ['chromeos-update.xml', NOT_REGISTERED],
  ['crlf-comments-cdata.xml', OFFERED],
  ['event-deferred.xml', ACCEPTED],
  ['event-download-finished.xml', ACCEPTED],
  ['event-error-negative.xml', ACCEPTED],
  ['event-error-test-omaha-flag.xml', ACCEPTED],
  ['event-update-complete.xml', ACCEPTED],
  ['google-omaha-hw-data.xml', NO_GROUP],
  // The first application is unknown, and the second is answered all the same.
  ['google-omaha-two-apps.xml', [...NO_GROUP, ...NOT_REGISTERED]],
  ['installed-800.xml', ACCEPTED],
  ['latin1-declared.xml', [400, 'malformed-xml']],
  ['machineid-empty.xml', NOT_REGISTERED],
  ['machineid-missing.xml', NOT_REGISTERED],
  ['namespace-default.xml', OFFERED],
  ['nebraska-syncer.xml', OFFERED],
  ['nebraska-updater-check.xml', OFFERED],
  ['oem-entity.xml', OFFERED],
  ['omaha-json.json', [400, 'malformed-xml']],
  ['omaha-v2-gupdate.xml', [400, 'not-omaha']],
  ['ping-only.xml', ACCEPTED],
  ['rollback-detected.xml', OFFERED],
  ['single-quotes-attr.xml', OFFERED],
  ['success-restart-browser.xml', ACCEPTED],
  ['track-in-quotes.xml', NO_GROUP],
  ['track-old-group-id.xml', OFFERED],
  ['track-unknown.xml', NO_GROUP],
  ['track-upper-case.xml', NO_GROUP],
  ['ue-rs-machine-id-with-newline.xml', OFFERED],
  ['ue-rs.xml', OFFERED],
  ['update-engine-first-boot.xml', OFFERED],
  ['update-engine-later-check.xml', OFFERED],
  ['update-engine-ondemand.xml', OFFERED],
  ['updater-complete.xml', ACCEPTED],
  ['updater-download-finished.xml', ACCEPTED],
  ['updater-error-without-code.xml', ACCEPTED],
  ['updater-install-complete.xml', ACCEPTED],
  ['updater-install-started.xml', ACCEPTED],
  ['updateservicectl-fake.xml', OFFERED],
  ['upper-appid-no-braces.xml', OFFERED],
  ['us-ascii-declared.xml', [400, 'malformed-xml']],
  ['utf8-bom.xml', OFFERED],
]

test('every kind of request has its response', async () => {
  expect(RESPONSES.map(([file]) => file)).toEqual(readdirSync(DIRECTORY).toSorted())
  const responses: unknown[] = []
  for (const [file] of RESPONSES) {
    // Each from a fresh node: several files are of one machine.
    const request = readFileSync(DIRECTORY + file, 'latin1')
    const fresh = request.replace(/machineid=(["'])(?=[^"'])/, `machineid=$1${responses.length}-`)
    responses.push([file, await post(Buffer.from(fresh, 'latin1'))])
  }
  expect(responses).toEqual(RESPONSES)
})

test('a body of 95 KB is refused, whatever is in it', async () => {
  const app = `<app appid="${FLATCAR_APPLICATION_ID}" version="0.0.0" track="stable"><ping/><updatecheck/></app>`
  expect(await post(`<request protocol="3.0">${app.repeat(1000)}</request>`)).toEqual([413, 'too-large'])
})
