// What a PUT leaves, changes and takes away: packages with their files, blacklist and action; floors; channels; groups; clones.
const Z = '00000000-0000-4000-8000-000000000000'

export default async function scenario({ api, activity, FLATCAR }) {
  const app = await api('create an application', 'POST', '/api/apps', { name: 'Replaced', description: 'd', product_id: 'io.example.Replaced' })
  const other = await api('create another', 'POST', '/api/apps', { name: 'Another' })
  const A = `/api/apps/${app.id}`
  const P = `${A}/packages`
  const p = (version, over = {}) => ({ application_id: app.id, arch: 1, type: 4, version, url: `https://updates.example.test/${version}/`, filename: 'f', description: 'd', size: '1', hash: 'h', channels_blacklist: [], ...over })
  const file = (name, over = {}) => ({ name, hash: 'h', size: '1', hash256: 's', ...over })
  const channel = (name, over = {}) => ({ application_id: app.id, arch: 1, color: '#fff', name, ...over })
  const g = (name, over = {}) => ({
    name, description: 'd', track: name, policy_updates_enabled: true, policy_safe_mode: true, policy_office_hours: true, policy_timezone: 'Europe/Berlin',
    policy_period_interval: '15 minutes', policy_max_updates_per_period: 2, policy_update_timeout: '60 minutes', ...over,
  })

  // --- Flatcar's action
  const flatcar = await api('a Flatcar package', 'POST', P, p('1.0.0', { type: 1, flatcar_action: { sha256: 'one' } }))
  const putFlatcar = (name, over) => api(`its action: ${name}`, 'PUT', `${P}/${flatcar.id}`, p('1.0.0', { type: 1, ...over }))
  await putFlatcar('another hash, by its id', { flatcar_action: { id: flatcar.flatcar_action.id, sha256: 'two' } })
  await putFlatcar('another hash, by its id in capitals', { flatcar_action: { id: flatcar.flatcar_action.id.toUpperCase(), sha256: 'three' } })
  await putFlatcar('an id that is none', { flatcar_action: { id: 'nonsense', sha256: 'x' } })
  await putFlatcar('of another type', { type: 4, flatcar_action: { id: flatcar.flatcar_action.id, sha256: 'four' } })
  await putFlatcar('left out', {})
  await putFlatcar('null', { flatcar_action: null })
  await putFlatcar('another hash, without its id', { flatcar_action: { sha256: 'five' } })
  await api('read it', 'GET', `${P}/${flatcar.id}`)
  const late = await api('one without', 'POST', P, p('1.1.0', { type: 1 }))
  await api('gets one', 'PUT', `${P}/${late.id}`, p('1.1.0', { type: 1, flatcar_action: { sha256: 'late' } }))
  const turned = await api('one of another type', 'POST', P, p('1.2.0'))
  await api('becomes Flatcar’s', 'PUT', `${P}/${turned.id}`, p('1.2.0', { type: 1 }))

  // --- files
  const files = await api('a package with files', 'POST', P, p('2.0.0', { extra_files: [file('a'), file('b')] }))
  const putFiles = (name, extra_files) => api(`files: ${name}`, 'PUT', `${P}/${files.id}`, p('2.0.0', { extra_files }))
  const [first, second] = files.extra_files
  await putFiles('the same', [{ ...first, created_ts: undefined }, { ...second, created_ts: undefined }])
  await putFiles('one renamed, one gone, one new', [file('b2', { id: second.id }), file('c')])
  await putFiles('one with an id that is none', [file('d', { id: 99999 })])
  await putFiles('one with the id of another package’s', [file('e', { id: first.id })])
  await putFiles('left out', undefined)
  await putFiles('back', [file('f')])
  await putFiles('null', null)

  // --- the rest of a package
  const c1 = await api('a channel', 'POST', `${A}/channels`, channel('one'))
  const c2 = await api('a second', 'POST', `${A}/channels`, channel('two'))
  const arm = await api('one for arm64', 'POST', `${A}/channels`, channel('arm', { arch: 2 }))
  const foreign = await api('one of the other application', 'POST', `/api/apps/${other.id}/channels`, channel('one'))
  const rest = await api('a package', 'POST', P, p('3.0.0'))
  const put = (name, over, base = P) => api(`package: ${name}`, 'PUT', `${base}/${rest.id}`, p('3.0.0', over))
  await put('every field', { type: 2, url: 'u', filename: '', description: '', size: '', hash: '' })
  await put('another arch stays', { arch: 2 })
  await put('an arch that is none', { arch: 9 })
  await put('under the other application', {}, `/api/apps/${other.id}/packages`)
  await put('under none', {}, '/api/apps/nonsense/packages')
  await put('a version that is taken', { version: '2.0.0' })
  await put('a version that is none', { version: 'three' })
  await put('another version', { version: '3.1.0' })
  await put('a channel on its list, twice', { channels_blacklist: [c1.id, c1.id] })
  await put('one of another arch', { channels_blacklist: [arm.id] })
  await put('one of another application', { channels_blacklist: [foreign.id] })
  await put('one that is not there', { channels_blacklist: [Z] })
  await put('one that is no id', { channels_blacklist: ['nonsense'] })
  await put('no list', { channels_blacklist: undefined })
  await api('its list stays through refusals', 'GET', `${P}/${rest.id}`)
  await put('an empty list', { channels_blacklist: [] })
  await api('package: one that is not there', 'PUT', `${P}/${Z}`, p('3.0.0'))
  await api('package: one that is no id', 'PUT', `${P}/nonsense`, p('3.0.0'))

  // --- channels, their packages, and what keeps them apart
  await api('point the channel at it', 'PUT', `${A}/channels/${c1.id}`, channel('one', { package_id: rest.id }))
  await api('the same again', 'PUT', `${A}/channels/${c1.id}`, channel('one', { package_id: rest.id }))
  await put('can’t exclude the channel that points at it', { channels_blacklist: [c1.id] })
  await put('excludes another', { channels_blacklist: [c2.id] })
  await api('which can’t point at it', 'PUT', `${A}/channels/${c2.id}`, channel('two', { package_id: rest.id }))
  await api('nor have it as a floor', 'PUT', `/api/channels/${c2.id}/floors/${rest.id}`, {})
  await api('a channel of arm64 neither', 'PUT', `${A}/channels/${arm.id}`, channel('arm', { package_id: rest.id }))
  await api('nor one of another application', 'PUT', `/api/apps/${other.id}/channels/${foreign.id}`, channel('one', { package_id: rest.id }))
  await api('a name that is taken', 'PUT', `${A}/channels/${c2.id}`, channel('one'))
  await api('a package left out is none', 'PUT', `${A}/channels/${c1.id}`, channel('one'))
  await api('and back', 'PUT', `${A}/channels/${c1.id}`, channel('one', { package_id: files.id }))

  // --- floors
  const F = `/api/channels/${c1.id}/floors`
  const floors = []
  for (const version of ['2.1.0', '10.0.0', '9.0.0', '4.0.0-beta.1']) floors.push(await api(`package ${version}`, 'POST', P, p(version)))
  for (const { id, version } of floors) await api(`${version} becomes a floor`, 'PUT', `${F}/${id}`, { floor_reason: `for ${version}` })
  await api('without a body', 'PUT', `${F}/${floors[0].id}`)
  await api('with an empty body', 'PUT', `${F}/${floors[0].id}`, '', { raw: true })
  await api('with another reason', 'PUT', `${F}/${floors[1].id}`, { floor_reason: 'Because' })
  await api('with an empty reason', 'PUT', `${F}/${floors[2].id}`, { floor_reason: '' })
  await api('with a reason of null', 'PUT', `${F}/${floors[3].id}`, { floor_reason: null })
  await api('with a reason that is a number', 'PUT', `${F}/${floors[0].id}`, { floor_reason: 5 })
  await api('with a body of null', 'PUT', `${F}/${floors[0].id}`, 'null', { raw: true })
  await api('with half a body', 'PUT', `${F}/${floors[0].id}`, '{', { raw: true })
  await api('a floor of a package that is not there', 'PUT', `${F}/${Z}`, {})
  await api('a floor of no id', 'PUT', `${F}/nonsense`, {})
  await api('a floor of a channel that is not there', 'PUT', `/api/channels/${Z}/floors/${floors[0].id}`, {})
  await api('a floor of a channel that is no id', 'PUT', `/api/channels/nonsense/floors/${floors[0].id}`, {})
  await api('a floor of another application', 'PUT', `/api/channels/${foreign.id}/floors/${floors[0].id}`, {})
  await api('a floor can be the channel’s own package', 'PUT', `${F}/${files.id}`, {})
  for (const query of ['', '?perpage=5', '?perpage=2&page=2', '?perpage=1&page=9', '?perpage=0', '?page=0', '?page=x', '?perpage=']) await api(`floors${query}`, 'GET', F + query)
  await api('floors of a channel that is not there', 'GET', `/api/channels/${Z}/floors`)
  await api('floors of no id', 'GET', '/api/channels/nonsense/floors')
  await api('a floor of two channels', 'PUT', `/api/channels/${c2.id}/floors/${floors[0].id}`, { floor_reason: 'Two' })
  await api('its channels', 'GET', `${P}/${floors[0].id}/floor-channels`)
  await api('its channels, under no application', 'GET', `/api/apps/nonsense/packages/${floors[0].id}/floor-channels`)
  await api('the channels of no floor', 'GET', `${P}/${rest.id}/floor-channels`)
  await api('the channels of none', 'GET', `${P}/${Z}/floor-channels`)
  await api('the channels of no id', 'GET', `${P}/nonsense/floor-channels`)
  await api('a floor can’t exclude its channel', 'PUT', `${P}/${floors[0].id}`, p('2.1.0', { channels_blacklist: [c1.id] }))
  await api('a floor can’t be deleted', 'DELETE', `${P}/${floors[0].id}`)
  await api('take away none', 'DELETE', `${F}/${rest.id}`)
  await api('take away no id', 'DELETE', `${F}/nonsense`)
  await api('a channel goes with its floors', 'DELETE', `${A}/channels/${c2.id}`)
  await api('its list is shorter', 'GET', `${P}/${rest.id}`)
  await api('and so are the floor’s channels', 'GET', `${P}/${floors[0].id}/floor-channels`)
  await api('take it away', 'DELETE', `${F}/${floors[0].id}`)
  await api('now it goes', 'DELETE', `${P}/${floors[0].id}`)

  // --- groups
  const group = await api('a group', 'POST', `${A}/groups`, g('canary', { channel_id: c1.id }))
  const G = `${A}/groups/${group.id}`
  await api('only what is needed', 'PUT', G, { name: 'canary', policy_max_updates_per_period: 1, policy_period_interval: '1 day', policy_timezone: '', policy_update_timeout: '02:00:00' })
  await api('all of it', 'PUT', G, g('canary', { channel_id: c1.id }))
  await api('a channel of another application', 'PUT', G, g('canary', { channel_id: foreign.id }))
  await api('a channel that is not there', 'PUT', G, g('canary', { channel_id: Z }))
  await api('it is as it was', 'GET', G)
  await api('a group without a channel', 'POST', `${A}/groups`, g('adrift'))
  await api('a group without a track', 'POST', `${A}/groups`, g('trackless', { track: '', channel_id: arm.id, policy_updates_enabled: false }))
  await api('the same track for arm64', 'POST', `${A}/groups`, g('canary on arm', { track: 'canary', channel_id: arm.id }))

  // --- clones
  const clone = await api('clone it by its product id', 'POST', '/api/apps?clone_from=IO.example.Replaced', { name: 'Clone', product_id: 'io.example.Clone' })
  await api('read the clone', 'GET', `/api/apps/${clone.id}`)
  await api('clone Flatcar’s', 'POST', `/api/apps?clone_from=${FLATCAR}`, { name: 'Clone of Flatcar' })
  await api('clone one without parts', 'POST', `/api/apps?clone_from=${other.id}`, { name: 'Clone of little' })
  await api('a clone of a name that is taken', 'POST', `/api/apps?clone_from=${app.id}`, { name: 'Clone' })

  // --- deleting
  await activity('what was noted', `appIDorProductID=${app.id}&perpage=50`)
  await api('the channel’s package goes', 'DELETE', `${F}/${files.id}`)
  await api('now really', 'DELETE', `${P}/${files.id}`)
  await api('the channel has none', 'GET', `${A}/channels/${c1.id}`)
  await api('the channel goes', 'DELETE', `${A}/channels/${c1.id}`)
  await api('the group has none', 'GET', G)
  await activity('what is left of it', `appIDorProductID=${app.id}&perpage=50`)
  await api('what is left', 'GET', A)
  await api('the application goes', 'DELETE', A)
  await activity('nothing is left', 'perpage=50')
  await api('nothing of its group', 'GET', `/api/apps/${other.id}/groups/${group.id}`)
}
