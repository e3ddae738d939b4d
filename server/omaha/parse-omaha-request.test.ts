import { describe, expect, test } from 'vitest'
import { HttpError } from '#server/http/http-error.ts'
import { parseOmahaRequest } from './parse-omaha-request.ts'

const parse = (text: string) => parseOmahaRequest(Buffer.from(text))
const codeOf = (code: string) =>
  parse(`<request><app><event errorcode="${code}"/></app></request>`).apps[0]?.events[0]?.error_code
const requestHttpError = (body: string | Uint8Array) => {
  try {
    parseOmahaRequest(Buffer.from(body))
  } catch (error) {
    return error instanceof HttpError ? `${error.status} ${error.code}` : error
  }
  return 'no error'
}

const flatcar = `<?xml version="1.0" encoding="UTF-8"?>
<request protocol="3.0" version="update_engine-0.4.10" updaterversion="update_engine-0.4.10" installsource="ondemandupdate" ismachine="1">
    <os version="Chateau" platform="CoreOS" sp="3510.2.8_x86_64" arch="x64"></os>
    <app appid="{e96281a6-d1af-4bde-9a0a-97b76e56dc57}" version="3510.2.8" track="stable" bootid="{c1}" oem="azure" oemversion="2.9" alephversion="3033.2.4" machineid="b1c2" machinealias="web &amp; more" lang="en-US" board="amd64-usr" hardware_class="" delta_okay="false">
        <ping active="1"></ping>
        <updatecheck></updatecheck>
        <event eventtype="3" eventresult="2" previousversion="3374.2.0"></event>
        <event eventtype="3" eventresult="0" errorcode="37"></event>
    </app>
</request>`

test("parses the request of Flatcar's updater", () => {
  expect(parse(flatcar)).toEqual({
    version: 'update_engine-0.4.10',
    installsource: 'ondemandupdate',
    arch: 'x64',
    apps: [
      {
        appid: '{e96281a6-d1af-4bde-9a0a-97b76e56dc57}',
        version: '3510.2.8',
        track: 'stable',
        board: 'amd64-usr',
        machineid: 'b1c2',
        machinealias: 'web & more',
        bootid: '{c1}',
        oem: 'azure',
        alephversion: '3033.2.4',
        multi_manifest_ok: false,
        events: [
          { type: 3, result: 2, previous_version: '3374.2.0', error_code: 0n },
          { type: 3, result: 0, previous_version: '', error_code: 37n },
        ],
        hasPing: true,
        hasUpdateCheck: true,
      },
    ],
  })
})

test('attributes that are left out are empty', () => {
  expect(parse('<request/>')).toEqual({ version: '', installsource: '', arch: '', apps: [] })
  expect(parse('<request><app><event/></app></request>').apps[0]).toMatchObject({
    appid: '',
    events: [{ type: 0, result: 0, previous_version: '', error_code: 0n }],
    hasPing: false,
    hasUpdateCheck: false,
  })
})

test('keeps the order of applications, and white space in attributes', () => {
  const { apps } = parse(`<request><app appid=" a "/><app appid='b'/></request>`)
  expect(apps.map(({ appid }) => appid)).toEqual([' a ', 'b'])
})

test('ignores unknown elements, text and comments', () => {
  const { apps } = parse(
    '<!-- <app/> --><request xmlns:x="urn:x"><other><app/></other>text<![CDATA[<app/>]]><app x:appid="y"><ping>now</ping></app></request>',
  )
  expect(apps).toMatchObject([{ hasPing: true, hasUpdateCheck: false }])
})

test.each([
  ['1', true],
  ['true', true],
  ['T', true],
  ['0', false],
  ['False', false],
  ['', false],
])('multi_manifest_ok=%j is %s', (value, multi_manifest_ok) => {
  const [app] = parse(`<request><app multi_manifest_ok="${value}"/></request>`).apps
  expect(app).toMatchObject({ multi_manifest_ok })
})

test('an error code may be any 64-bit number', () => {
  expect(codeOf(' +7 ')).toBe(7n)
  expect(codeOf('9223372036854775807')).toBe(9223372036854775807n)
  expect(codeOf('-9223372036854775808')).toBe(-9223372036854775808n)
})

describe('refuses', () => {
  test.each([
    ['an empty body', ''],
    ['white space', ' \n'],
    ['plain text', 'hello'],
    ['JSON', '{"request": {}}'],
    ['an element that is not closed', '<request><app></request>'],
    ['text after the end', '<request/>more'],
    ['an attribute twice', '<request><app appid="a" appid="b"/></request>'],
    ['an unquoted attribute', '<request><app appid=a/></request>'],
    ['a reference that XML does not define', '<request><app appid="&nbsp;"/></request>'],
    ['"<" in an attribute', '<request><app appid="a<b"/></request>'],
    ['a control character', '<request><app appid="\u0001"/></request>'],
    ['a numeric reference to a control character', '<request><app appid="&#1;"/></request>'],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><request/>'],
    [
      'elements nested too deep for the parser',
      `<request>${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}</request>`,
    ],
    ['an element with a special name in JavaScript', '<request><__proto__/></request>'],
  ])('%s', (_, body) => {
    expect(requestHttpError(body)).toBe('400 malformed-xml')
  })

  test('an encoding other than UTF-8', () => {
    expect(requestHttpError(Buffer.from('<request><app appid="é"/></request>', 'latin1'))).toBe(
      '400 malformed-xml',
    )
    expect(requestHttpError(Buffer.from('<request/>', 'utf16le'))).toBe('400 malformed-xml')
  })

  test.each([
    ['another root element', '<response/>'],
    ['two root elements', '<request/><request/>'],
    ['an invalid number', '<request><app><event eventtype="x"/></app></request>'],
    ['a number with a fraction', '<request><app><event eventtype="3.0"/></app></request>'],
    ['a number beyond 64 bits', '<request><app><event errorcode="9223372036854775808"/></app></request>'],
    ['an invalid boolean', '<request><app multi_manifest_ok="maybe"/></request>'],
  ])('%s', (_, body) => {
    expect(requestHttpError(body)).toBe('400 not-omaha')
  })

  test.each([
    ['with an entity', '<!DOCTYPE request [<!ENTITY a "b">]><request><app appid="&a;"/></request>'],
    ['with a file', '<!DOCTYPE request SYSTEM "file:///etc/passwd"><request/>'],
    ['in lower case', '<?xml version="1.0"?>\n<!doctype request><request/>'],
    ['after the root element', '<request/><!DOCTYPE request>'],
  ])('a document type declaration %s', (_, body) => {
    expect(requestHttpError(body)).toBe('400 doctype-refused')
  })
})

test('handles the largest malformed request quickly', () => {
  const began = performance.now()
  for (const piece of ['<a>', '<a/>', '&amp;', '<!--', '<a b="', '<![CDATA[', ' a="b"', '<?a ', '&#'])
    requestHttpError(`<request x="${piece.repeat(65_000 / piece.length)}`)
  for (const piece of ['<a>', '<a/>', '<!-- -->', '<a b="c"/>', '<![CDATA[]]>', '<?a?>'])
    requestHttpError(`<request>${piece.repeat(65_000 / piece.length)}`)
  expect(performance.now() - began).toBeLessThan(5_000)
})
