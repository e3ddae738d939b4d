// What an update server takes and what it refuses, field by field.
const Z = '00000000-0000-4000-8000-000000000000'

export default async function scenario({ api, FLATCAR }) {
  // --- applications
  const app = await api('create an application', 'POST', '/api/apps', { name: 'Odd' })
  const A = `/api/apps/${app.id}`
  const posted = [
    ['an empty name', { name: '' }], ['a name of one space', { name: ' ' }], ['a name of 50 letters', { name: 'n'.repeat(50) }],
    ['a name of 51 letters', { name: 'n'.repeat(51) }], ['a name of 50 emoji', { name: '😀'.repeat(50) }], ['a name that is a number', { name: 5 }],
    ['a name with a NUL', { name: 'nul\0' }], ['a description of null', { name: 'Null', description: null }], ['a product id of null', { name: 'No product', product_id: null }],
    ['an empty product id', { name: 'Empty product', product_id: '' }], ['a product id of one part', { name: 'One', product_id: 'io' }],
    ['a product id with a dash at its end', { name: 'Dash', product_id: 'io.x-' }], ['a product id with a digit first', { name: 'Digit', product_id: 'io.9x' }],
    ['a product id with digits and dashes', { name: 'Digits', product_id: 'io.x-9.b22' }], ['the same in other letters', { name: 'Other letters', product_id: 'IO.X-9.B22' }],
    ['a list', []], ['an unknown field', { name: 'Unknown field', colour: 'red' }],
  ]
  for (const [name, body] of posted) await api(`application: ${name}`, 'POST', '/api/apps', body)
  for (const body of ['', 'null', '"x"', '{']) await api(`application: the body ${body || '(empty)'}`, 'POST', '/api/apps', body, { raw: true })
  await api('clone from an empty id', 'POST', '/api/apps?clone_from=', { name: 'Cloned' })
  await api('clone from none', 'POST', '/api/apps?clone_from=nonsense', { name: 'Cloned' })
  await api('read by an id in capitals', 'GET', `/api/apps/${app.id.toUpperCase()}`)
  await api('read by an id in braces', 'GET', `/api/apps/%7B${app.id}%7D`)
  await api('read by an id between spaces', 'GET', `/api/apps/%20${app.id}%20`)
  await api('read by an id without dashes', 'GET', `/api/apps/${FLATCAR.replaceAll('-', '')}`)
  await api('read by a product id in other letters', 'GET', '/api/apps/IO.x-9.B22')
  await api('with a slash at its end', 'GET', `${A}/`)
  await api('replace: no name', 'PUT', A, {})
  await api('replace: only the name', 'PUT', A, { name: 'Odd' })
  await api('replace: one that is not there', 'PUT', `/api/apps/${Z}`, { name: 'x' })
  await api('replace: a name that is taken', 'PUT', A, { name: 'Flatcar Container Linux' })
  await api('delete one that is not there', 'DELETE', `/api/apps/${Z}`)
  await api('another method', 'PATCH', A, {})

  // --- pages
  const queries = ['page=', 'perpage=', 'page=1.0', 'page=%201', 'page=01', 'page=1e1', 'page=-1', 'page=0', 'page=99999999999', 'page=2', 'page=abc', 'perpage=9', 'perpage=10', 'perpage=1000000', 'page=1&page=2', 'colour=red&colour=blue']
  for (const list of ['channels', 'groups', 'packages']) for (const query of queries) await api(`${list}?${query}`, 'GET', `${A}/${list}?${query}`)
  for (const query of ['perpage=9', 'page=x', 'page=9']) await api(`apps?${query}`, 'GET', `/api/apps?${query}`)
  await api('packages of no application', 'GET', '/api/apps/nonsense/packages')
  await api('Flatcar’s groups, in order', 'GET', `/api/apps/${FLATCAR}/groups?perpage=20`)
  await api('Flatcar’s channels, in order', 'GET', `/api/apps/${FLATCAR}/channels?perpage=20`)
  await api('Flatcar’s packages, in order', 'GET', `/api/apps/${FLATCAR}/packages?perpage=20`)

  // --- channels
  let number = 0
  const channel = (over = {}) => ({ application_id: app.id, arch: 1, color: '#fff', name: `c${++number}`, ...over })
  const c1 = await api('create a channel', 'POST', `${A}/channels`, channel())
  const channels = [
    ['a package of null', { package_id: null }], ['an empty package', { package_id: '' }], ['a package that is no id', { package_id: 'nonsense' }], ['a package that is not there', { package_id: Z }],
    ['an empty name', { name: '' }], ['a name of 25 letters', { name: 'n'.repeat(25) }], ['a name of 26 letters', { name: 'n'.repeat(26) }], ['no name', { name: undefined }],
    ['an empty colour', { color: '' }], ['a colour of 26 letters', { color: 'c'.repeat(26) }], ['no colour', { color: undefined }],
    ['arch -1', { arch: -1 }], ['arch 0', { arch: 0 }], ['arch 4', { arch: 4 }], ['arch 1 as text', { arch: '1' }], ['arch 1.5', { arch: 1.5 }], ['no arch', { arch: undefined }],
    ['no application', { application_id: undefined }], ['an application that is no id', { application_id: 'nonsense' }], ['another application', { application_id: FLATCAR }],
  ]
  for (const [name, over] of channels) await api(`channel: ${name}`, 'POST', `${A}/channels`, channel(over))
  await api('a channel of no application', 'POST', '/api/apps/nonsense/channels', channel())
  await api('read it in capitals', 'GET', `${A}/channels/${c1.id.toUpperCase()}`)
  await api('read Flatcar’s stable without dashes', 'GET', `${A}/channels/e06064ad441449049a6efd465593d1b2`)
  await api('read it under another application', 'GET', `/api/apps/${FLATCAR}/channels/${c1.id}`)
  await api('read it under none', 'GET', `/api/apps/nonsense/channels/${c1.id}`)
  await api('read one that is no id', 'GET', `${A}/channels/nonsense`)
  await api('read one that is not there', 'GET', `${A}/channels/${Z}`)
  await api('replace it under another application', 'PUT', `/api/apps/${FLATCAR}/channels/${c1.id}`, channel({ name: 'renamed', arch: 2 }))
  await api('replace it under none', 'PUT', `/api/apps/nonsense/channels/${c1.id}`, channel())
  await api('replace it with arch 9', 'PUT', `${A}/channels/${c1.id}`, channel({ name: 'renamed', arch: 9 }))
  await api('replace one that is not there', 'PUT', `${A}/channels/${Z}`, channel())
  await api('replace one that is no id', 'PUT', `${A}/channels/nonsense`, channel())

  // --- packages
  const p = (over = {}) => ({ application_id: app.id, arch: 1, type: 4, version: `1.${++number}.0`, url: 'https://updates.example.test/', filename: 'f', description: 'd', size: '1', hash: 'h', channels_blacklist: [], ...over })
  const file = (over = {}) => ({ name: 'f', hash: 'h', size: '1', hash256: 's', ...over })
  const arm = await api('a channel for arm64', 'POST', `${A}/channels`, channel({ arch: 2 }))
  const c2 = await api('a second one for amd64', 'POST', `${A}/channels`, channel())
  const packages = [
    ['type 0', { type: 0 }], ['type 7', { type: 7 }], ['type 40000', { type: 40000 }], ['type 3 billion', { type: 3e9 }], ['type as text', { type: '4' }], ['no type', { type: undefined }],
    ['arch -1', { arch: -1 }], ['arch 0', { arch: 0 }], ['arch 4', { arch: 4 }],
    ['an empty url', { url: '' }], ['a url of 257 letters', { url: 'u'.repeat(257) }], ['an empty filename', { filename: '' }], ['a filename of 101 letters', { filename: 'f'.repeat(101) }],
    ['an empty description', { description: '' }], ['a description of null', { description: null }], ['an empty size', { size: '' }], ['a size of 21 letters', { size: 's'.repeat(21) }],
    ['an empty hash', { hash: '' }], ['a hash of 65 letters', { hash: 'h'.repeat(65) }],
    ['an empty version', { version: '' }], ['version v1.0.0', { version: 'v1.0.0' }], ['version 1.0', { version: '1.0' }], ['version 1.0.0-beta+b.1', { version: '1.0.0-beta+b.1' }], ['version 1.0.0-01', { version: '1.0.0-01' }],
    ['no blacklist', { channels_blacklist: undefined }], ['a blacklist of null', { channels_blacklist: null }], ['a blacklist of no ids', { channels_blacklist: ['nonsense'] }], ['a blacklist of none', { channels_blacklist: [Z] }],
    ['a blacklist of numbers', { channels_blacklist: [5] }], ['a channel twice', { channels_blacklist: [c1.id, c1.id] }], ['a channel of another arch', { channels_blacklist: [arm.id] }], ['two channels', { channels_blacklist: [c2.id, c1.id] }],
    // Refused files come last: Nebraska counts them, so that the next one's id is another.
    ['two files of the same name', { extra_files: [file(), file()] }], ['a file with an id of its own', { extra_files: [file({ id: 5000 })] }],
    ['files of null', { extra_files: null }], ['no files', { extra_files: [] }], ['files that are none', { extra_files: 'x' }], ['a file with no name', { extra_files: [file({ name: '' })] }],
    ['a file’s hash of 251 letters', { extra_files: [file({ hash: 'h'.repeat(251) })] }], ['a file’s hash256 of 65 letters', { extra_files: [file({ hash256: 'h'.repeat(65) })] }],
    ['an action of null', { flatcar_action: null }], ['an action that is none', { flatcar_action: 'x' }], ['an action for another type', { flatcar_action: { sha256: 'abc' } }],
    ['Flatcar’s without an action', { type: 1 }], ['Flatcar’s with an empty action', { type: 1, flatcar_action: {} }], ['Flatcar’s with a hash', { type: 1, flatcar_action: { sha256: 'abc' } }],
    ['Flatcar’s with only an id', { type: 1, flatcar_action: { id: 'nonsense' } }], ['Flatcar’s with a hash of 65 letters', { type: 1, flatcar_action: { sha256: 's'.repeat(65) } }],
    ['no application', { application_id: undefined }], ['another application', { application_id: FLATCAR }],
  ]
  for (const [name, over] of packages) await api(`package: ${name}`, 'POST', `${A}/packages`, p(over))

  // --- groups
  const g = (over = {}) => {
    number++
    return {
      name: `g${number}`, description: 'd', track: `t${number}`, policy_updates_enabled: true, policy_safe_mode: false, policy_office_hours: false, policy_timezone: 'Europe/Berlin',
      policy_period_interval: '15 minutes', policy_max_updates_per_period: 2, policy_update_timeout: '60 minutes', ...over,
    }
  }
  const g1 = await api('create a group', 'POST', `${A}/groups`, g({ channel_id: c1.id }))
  const groups = [
    ['a channel of null', { channel_id: null }], ['an empty channel', { channel_id: '' }], ['a channel that is no id', { channel_id: 'nonsense' }], ['a channel of another application', { channel_id: '5dfe7b12-c94a-470d-a2b6-2eae78c5c9f5' }],
    ['an empty track', { track: '' }], ['a track of null', { track: null }], ['a track of 256 letters', { track: 't'.repeat(256) }], ['a track of 257 letters', { track: 't'.repeat(257) }],
    ['an empty name', { name: '' }], ['no description', { description: undefined }], ['a description of 250 letters', { description: 'd'.repeat(250) }], ['a description of 251 letters', { description: 'd'.repeat(251) }],
    ['an empty zone', { policy_timezone: '' }], ['a zone of null', { policy_timezone: null }], ['no zone', { policy_timezone: undefined }], ['a zone of 41 letters', { policy_timezone: 'z'.repeat(41) }],
    ['office hours in no zone', { policy_timezone: '', policy_office_hours: true }], ['office hours on Mars', { policy_timezone: 'Mars/Phobos', policy_office_hours: true }],
    ['office hours in UTC', { policy_timezone: 'UTC', policy_office_hours: true }], ['office hours in an old zone', { policy_timezone: 'Asia/Calcutta', policy_office_hours: true }],
    ['an empty period', { policy_period_interval: '' }], ['a period of 21 letters', { policy_period_interval: '1000000000000 seconds' }], ['no timeout', { policy_update_timeout: undefined }],
    ['limit 0', { policy_max_updates_per_period: 0 }], ['limit -1', { policy_max_updates_per_period: -1 }], ['limit 1.5', { policy_max_updates_per_period: 1.5 }], ['limit as text', { policy_max_updates_per_period: '2' }],
    ['the largest limit', { policy_max_updates_per_period: 2147483647 }], ['one more', { policy_max_updates_per_period: 2147483648 }],
    ['updates null', { policy_updates_enabled: null }], ['no booleans', { policy_updates_enabled: undefined, policy_safe_mode: undefined, policy_office_hours: undefined }], ['safe mode as text', { policy_safe_mode: 'yes' }],
    ['what only the server says', { id: Z, application_id: FLATCAR, rollout_in_progress: true }],
  ]
  for (const [name, over] of groups) await api(`group: ${name}`, 'POST', `${A}/groups`, g(over))
  await api('read it under none', 'GET', `/api/apps/nonsense/groups/${g1.id}`)
  await api('read one that is no id', 'GET', `${A}/groups/nonsense`)
  await api('replace it under another application', 'PUT', `/api/apps/${FLATCAR}/groups/${g1.id}`, g({ channel_id: c1.id }))
  await api('replace it under none', 'PUT', `/api/apps/nonsense/groups/${g1.id}`, g())
  await api('replace one that is not there', 'PUT', `${A}/groups/${Z}`, g())
  await api('replace one that is no id', 'PUT', `${A}/groups/nonsense`, g())
  await api('a group of another name', 'POST', `${A}/groups`, g({ name: 'Taken' }))
  await api('a name that is taken', 'PUT', `${A}/groups/${g1.id}`, g({ name: 'Taken' }))
  for (const what of ['instances_stats', 'instancescount', 'version_breakdown', 'instances'])
    for (const [whose, path] of [['none', `${A}/groups/${Z}`], ['no id', `${A}/groups/nonsense`], ['no application', `/api/apps/nonsense/groups/${g1.id}`], ['another application', `/api/apps/${FLATCAR}/groups/${g1.id}`]])
      await api(`${what} of ${whose}`, 'GET', `${path}/${what}?duration=1h&status=0`)
  for (const what of ['version_timeline', 'status_timeline']) await api(`${what} of no id`, 'GET', `${A}/groups/nonsense/${what}?duration=1h`)
  for (const query of ['duration=1h', 'status=0', 'status=&duration=1h', 'status=x&duration=1h', 'status=-1&duration=1h', 'status=99&duration=1h', 'status=99999999999&duration=1h', 'status=0&duration=', 'status=0&duration=1D', 'status=0&duration=1h&version='])
    await api(`instances?${query}`, 'GET', `${A}/groups/${g1.id}/instances?${query}`)
  await api('delete it under none', 'DELETE', `/api/apps/nonsense/groups/${g1.id}`)
  await api('delete one that is no id', 'DELETE', `${A}/groups/nonsense`)
  await api('delete a channel under none', 'DELETE', `/api/apps/nonsense/channels/${c2.id}`)
  await api('all of it', 'GET', A)
}
