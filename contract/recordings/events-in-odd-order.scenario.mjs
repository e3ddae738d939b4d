// Events in any order, twice, of nodes without an update; rollouts that end or don't; Flatcar's own rules.
const machine = n => n.toString(16).padStart(32, '0')

export default async function scenario({ api, omaha, activity, FLATCAR }) {
  const app = await api('create an application', 'POST', '/api/apps', { name: 'Till OS', description: '', product_id: 'io.example.Till' })
  const A = `/api/apps/${app.id}`
  const pkg = (version) => api(`package ${version}`, 'POST', `${A}/packages`, {
    application_id: app.id, arch: 1, type: 4, version, url: 'https://updates.example.test/', filename: 'till.gz', description: '', size: '1', hash: 'aGFzaA==', channels_blacklist: [],
  })
  const p1 = await pkg('1.1.0'), p2 = await pkg('1.2.0')
  const c = await api('channel', 'POST', `${A}/channels`, { application_id: app.id, arch: 1, color: '#14b9d6', name: 'stable', package_id: p1.id })
  const policy = (over = {}) => ({
    name: 'Tills', description: '', policy_updates_enabled: true, policy_safe_mode: false, policy_office_hours: false, policy_timezone: 'UTC',
    policy_period_interval: '15 minutes', policy_max_updates_per_period: 999999, policy_update_timeout: '60 minutes', track: 'tills', channel_id: c.id, ...over,
  })
  const g = await api('group', 'POST', `${A}/groups`, policy())
  const G = `${A}/groups/${g.id}`
  const node = (n, version, over = {}) => ({ app: app.id, track: 'tills', machine: machine(n), version, ...over })
  const tell = (name, n, version, ...events) => omaha(name, node(n, version, { ping: false, check: false, events }))
  const history = (name, n) => api(name, 'GET', `${G}/instances/${machine(n)}/status_history`)
  const instance = (name, n) => api(name, 'GET', `${G}/instances/${machine(n)}`)
  const isRollingOut = (name) => api(name, 'GET', G)

  // --- any order
  await tell('an event of a stranger', 1, '1.0.0', [13, 1])
  await omaha('granted', node(1, '1.0.0'))
  await tell('installed first', 1, '1.0.0', [800, 1])
  await tell('then downloading', 1, '1.0.0', [13, 1])
  await tell('twice', 1, '1.0.0', [13, 1], [13, 1])
  await tell('all at once, and some that are none', 1, '1.0.0', [14, 1], [3, 3], [13, 0], [13, 1], [14, 2], [99, 1], [0, 0], [-3, -1], [800, 1])
  await history('in the order of their telling', 1)
  await omaha('asks meanwhile', node(1, '1.0.0'))
  await omaha('asks meanwhile with another version', node(1, '1.0.5'))
  await tell('fails', 1, '1.0.5', [3, 0, '1.0.0', 37])
  await tell('fails again', 1, '1.0.5', [3, 0, '1.0.0', 38])
  await tell('goes on after its failure', 1, '1.0.5', [14, 1])
  await tell('completes after its failure', 1, '1.0.5', [3, 2, '1.0.0'])
  await instance('the failure stays', 1)
  await omaha('granted again', node(1, '1.0.5'))
  await omaha('fails and asks in one request', node(1, '1.0.5', { events: [[3, 0, '1.0.5', 2147483648]] }))
  await history('with the codes of its failures', 1)
  await tell('completes without having downloaded', 1, '1.0.5', [3, 1])
  await instance('and has the granted version', 1)
  await omaha('but runs another', node(1, '1.0.5'))
  await tell('event attributes left out', 1, '1.0.5', [3, 0])
  await omaha('numbers as Go reads them', `<request protocol="3.0"><app appid="${app.id}" track="tills" machineid="${machine(1)}" version="1.0.5"><event eventtype=" +13 " eventresult="01"/><event/><event eventtype="" eventresult="9223372036854775807" errorcode="-9223372036854775808"/></app></request>`)
  await history('what counted of it', 1)
  await omaha('a failure without a code', `<request protocol="3.0"><app appid="${app.id}" track="tills" machineid="${machine(1)}" version="1.0.5"><event eventtype="3"/></app></request>`)
  await omaha('granted once more', node(1, '1.0.5'))
  await omaha('a failure with a huge code', `<request protocol="3.0"><app appid="${app.id}" track="tills" machineid="${machine(1)}" version="1.0.5"><event eventtype="3" eventresult="0" errorcode="9223372036854775807"/></app></request>`)
  await history('both codes', 1)

  // --- the end of a rollout
  await isRollingOut('rolling out')
  await omaha('a node at the target that was never granted', node(2, '1.1.0'))
  await omaha('the first goes on', node(1, '1.0.5'))
  await tell('and completes', 1, '1.1.0', [3, 2, '1.0.5'])
  await isRollingOut('the second keeps it rolling')
  await api('another target', 'PUT', `${A}/channels/${c.id}`, { application_id: app.id, arch: 1, color: '#14b9d6', name: 'stable', package_id: p2.id })
  for (const n of [1, 2]) await omaha(`node ${n} is granted`, node(n, '1.1.0'))
  await tell('one completes', 1, '1.2.0', [3, 2, '1.1.0'])
  await isRollingOut('one is left')
  await tell('the last completes, and says so twice', 2, '1.2.0', [3, 2, '1.1.0'], [3, 2, '1.1.0'])
  await isRollingOut('done')
  await omaha('one that comes late', node(3, '1.0.0'))
  await isRollingOut('rolling again')
  await omaha('reaches it without an event', node(3, '1.2.0'))
  await isRollingOut('which ends nothing')
  await omaha('a machine that only pretends', { app: app.id, track: 'tills', machine: '{00000000-0000-4000-8000-000000000001}', version: '1.0.0' })
  await omaha('and fails', { app: app.id, track: 'tills', machine: '{00000000-0000-4000-8000-000000000001}', version: '1.0.0', ping: false, check: false, events: [[3, 0]] })
  await activity('what the activity tells', `appIDorProductID=${app.id}&page=1&perpage=50`)
  await activity('and of the pretender', `appIDorProductID=${app.id}&instanceID=${encodeURIComponent('{00000000-0000-4000-8000-000000000001}')}&page=1&perpage=50`)
  await api('counts', 'GET', `${G}/instances_stats?duration=1d`)

  // --- updates off
  await api('pause', 'PUT', G, policy({ policy_updates_enabled: false }))
  await omaha('a held grant goes on', node(4, '1.2.0'))
  await omaha('up to date is not told of it', node(5, '1.2.0'))
  await omaha('an old one is', node(6, '1.0.0'))
  await tell('an event of it', 6, '1.0.0', [13, 1])
  await api('limit of one', 'PUT', G, policy({ policy_max_updates_per_period: 1, policy_period_interval: '1 milliseconds' }))
  await omaha('granted', node(6, '1.0.0'))
  await omaha('on hold: one in progress', node(7, '1.0.0'))
  await omaha('another, with no ping', node(8, '1.0.0', { ping: false }))
  await tell('an event of one on hold', 7, '1.0.0', [13, 1])
  await tell('the first downloads', 6, '1.0.0', [13, 1])
  await omaha('still on hold', node(7, '1.0.0'))
  await tell('the first fails', 6, '1.0.0', [3, 0])
  await omaha('its turn', node(7, '1.0.0'))
  // Its history is left out: Nebraska can't tell that of a node held before its first grant.
  await instance('granted after it was held', 7)
  await api('office hours in a zone of none', 'PUT', G, policy({ policy_office_hours: true, policy_timezone: '' }))
  await api('unlimited', 'PUT', G, policy({ policy_max_updates_per_period: 900000, policy_safe_mode: true, policy_update_timeout: '1 hours' }))
  await omaha('safe mode is asked all the same', node(9, '1.0.0'))

  // --- Flatcar
  const F = `/api/apps/${FLATCAR}`
  const tracks = { alpha: '5b810680-e36a-4879-b98a-4f989e80b899', beta: '3fe10490-dd73-4b49-b72a-28ac19acfcdc', stable: '9a2deb70-37be-4026-853f-bfdd6b347bbe', edge: '72834a2b-ad86-4d6d-b498-e08a19ebe54e', alphaArm: 'e641708d-fb48-4260-8bdf-ba2074a1147a', betaArm: 'd112ec01-ba34-4a9e-9d4b-9814a685f266', stableArm: '11a585f6-9418-4df0-8863-78b2fd3240f8', edgeArm: 'b4b2fa22-c1ea-498c-a8ac-c1dc0b1d7c17' }
  const flatcar = (n, track, over = {}) => ({ app: `{${FLATCAR.toUpperCase()}}`, track, machine: machine(n), version: '1000.0.0', ...over })
  let n = 100
  for (const [name, id] of Object.entries(tracks)) {
    await omaha(`${name} by its group’s id, on amd64`, flatcar(n++, id))
    await omaha(`${name} by its group’s id, on arm64`, flatcar(n++, id, { board: 'arm64-usr' }))
  }
  await omaha('a group’s id in capitals is a track like any other', flatcar(n++, tracks.beta.toUpperCase()))
  await omaha('by its name', flatcar(200, 'stable'))
  await omaha('a newer one', flatcar(201, 'stable', { version: '9999.0.0' }))
  const FG = `${F}/groups/${tracks.stable}`
  const say = (name, ...events) => omaha(name, flatcar(200, 'stable', { ping: false, check: false, events }))
  await say('applied is not yet complete', [3, 1])
  await api('no change', 'GET', `${FG}/instances/${machine(200)}/status_history`)
  await say('downloading', [13, 1])
  await say('a first boot', [3, 2])
  await api('resets it', 'GET', `${FG}/instances/${machine(200)}`)
  await omaha('granted anew', flatcar(200, 'stable'))
  await say('a first boot with four numbers', [3, 2, '0.0.0.0'])
  await omaha('and anew', flatcar(200, 'stable'))
  await say('forced', [3, 2, '0.0.0'])
  await api('complete', 'GET', `${FG}/instances/${machine(200)}/status_history`)
  await activity('Flatcar’s activity', `appIDorProductID=${FLATCAR}&page=1&perpage=50`)
}
