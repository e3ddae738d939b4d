// How nodes, their histories and the activity are listed, sorted, searched and counted.
const Z = '00000000-0000-4000-8000-000000000000'

export default async function scenario({ api, omaha, activity, newest }) {
  async function world(name, limit) {
    const app = await api(`${name}: an application`, 'POST', '/api/apps', { name, product_id: `io.example.${name}` })
    const A = `/api/apps/${app.id}`
    const p = version => ({ application_id: app.id, arch: 1, type: 4, version, url: 'https://updates.example.test/', filename: 'f', description: '', size: '1', hash: 'h', channels_blacklist: [] })
    const one = await api(`${name}: a package`, 'POST', `${A}/packages`, p('2.0.0'))
    const two = await api(`${name}: a newer one`, 'POST', `${A}/packages`, p('2.1.0'))
    const channel = await api(`${name}: a channel`, 'POST', `${A}/channels`, { application_id: app.id, arch: 1, color: '#fff', name: 'stable', package_id: one.id })
    const policy = { policy_updates_enabled: true, policy_timezone: '', policy_period_interval: '1 hour', policy_max_updates_per_period: limit, policy_update_timeout: '1 hour' }
    const group = await api(`${name}: a group`, 'POST', `${A}/groups`, { name: 'all', track: 'all', channel_id: channel.id, ...policy })
    const late = await api(`${name}: a second group`, 'POST', `${A}/groups`, { name: 'late', track: 'late', channel_id: channel.id, ...policy })
    return { app, A, channel, two, group, late, G: `${A}/groups/${group.id}`, L: `${A}/groups/${late.id}` }
  }
  const fleet = await world('Fleet', 3)
  const side = await world('Side', 900000)
  const { A, G, L } = fleet
  const node = (machine, version, over = {}) => ({ app: fleet.app.id, track: 'all', machine, version, ...over })
  const event = (machine, ...events) => node(machine, '1.0.0', { ping: false, check: false, events })

  // --- who checks in
  await omaha('alpha runs the target', node('alpha', '2.0.0', { alias: 'Zed', oem: 'azure' }))
  await omaha('beta is granted', node('beta', '1.0.0', { alias: 'ärger' }))
  await omaha('gamma too', node('gamma', '1.0.0'))
  await omaha('delta too', node('delta', '1.0.0-beta.1'))
  await omaha('epsilon is on hold', node('epsilon', '1.9.0', { oem: '' }))
  await omaha('zeta runs a nightly build', node('zeta', '3.0.0-nightly-1'))
  await omaha('one whose id doesn’t count', node('{11111111-2222-3333-4444-555555555555}', '2.0.0'))
  await omaha('eta, of the second group', node('eta', '2.0.0', { track: 'late' }))
  await omaha('alpha runs the other application too', { app: side.app.id, track: 'all', machine: 'alpha', version: '1.0.0' })
  await omaha('beta downloads', event('beta', [13, 1]))
  await omaha('beta downloaded', event('beta', [14, 1]))
  await omaha('beta installed', event('beta', [800, 1]))
  await omaha('gamma fails', event('gamma', [3, 0, '1.0.0', 9]))
  await omaha('delta completes', node('delta', '2.0.0', { events: [[3, 2, '1.0.0-beta.1']] }))
  await omaha('gamma asks again: on hold', node('gamma', '1.0.0'))
  await omaha('gamma asks once more', node('gamma', '1.0.0'))

  // --- lists of nodes
  const list = (query, of = G) => api(`instances?${query}`, 'GET', `${of}/instances?duration=1h&${query}`)
  for (const order of ['sortFilter=0&sortOrder=0', 'sortFilter=0&sortOrder=1', 'sortFilter=2&sortOrder=0', 'sortFilter=2&sortOrder=1', 'sortFilter=2&sortOrder=7', 'sortFilter=2', 'sortFilter=2&sortOrder=', 'sortFilter=2&sortOrder=x', 'sortFilter=02&sortOrder=00'])
    await list(`status=0&version=1.0.0&${order}`)
  for (const status of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) await list(`status=${status}&sortFilter=2`)
  for (const version of ['2.0.0', '1.0.0', '1.0.0-beta.1', '2.0', '9.9.9']) await list(`status=0&version=${version}&sortFilter=2`)
  const searches = [
    'searchFilter=All&searchValue=a', 'searchFilter=All&searchValue=GAM', 'searchFilter=All&searchValue=/32', 'searchFilter=All&searchValue=127.0.0.1', 'searchFilter=All&searchValue=',
    'searchFilter=alias&searchValue=zed', 'searchFilter=alias&searchValue=gamma', 'searchFilter=alias&searchValue=%C3%A4r', 'searchFilter=id&searchValue=eta', 'searchFilter=id&searchValue=Zed', 'searchFilter=ip&searchValue=127', 'searchFilter=ip&searchValue=128',
    'searchFilter=version&searchValue=beta', 'searchFilter=last_update_version&searchValue=2.0', 'searchFilter=instance_id&searchValue=GAMMA', 'searchFilter=&searchValue=a', 'searchValue=a', 'searchFilter=colour', 'searchFilter=colour&searchValue=a',
    'searchFilter=all&searchValue=a', 'searchFilter=status&searchValue=1', 'searchFilter=All&searchValue=%5C', 'searchFilter=All&searchValue=%27',
  ]
  for (const search of searches) await list(`status=0&sortFilter=2&${search}`)
  await list('status=0&sortFilter=2', side.G)
  await list('status=0&sortFilter=2', L)
  await list('status=0&sortFilter=2&page=2')
  await list('status=0&sortFilter=2&page=0')
  for (const of of [G, L, side.G]) {
    await api('count them', 'GET', `${of}/instancescount?duration=1d`)
    await api('by status', 'GET', `${of}/instances_stats?duration=1d`)
    await api('by version', 'GET', `${of}/version_breakdown`)
  }
  await api('the application counts', 'GET', '/api/apps?perpage=10')

  // --- one node
  await api('alpha', 'GET', `${G}/instances/alpha`)
  await api('alpha, of the other application', 'GET', `${side.G}/instances/alpha`)
  await api('alpha, of another group', 'GET', `${A}/groups/nonsense/instances/alpha`)
  await api('alpha, of no application', 'GET', '/api/apps/nonsense/groups/x/instances/alpha')
  await api('beta, of an application it never asked for', 'GET', `${side.G}/instances/beta`)
  await api('epsilon, without an OEM', 'GET', `${G}/instances/epsilon`)
  await api('the one whose id doesn’t count', 'GET', `${G}/instances/%7B11111111-2222-3333-4444-555555555555%7D`)
  await api('its alias', 'PUT', '/api/instances/alpha', { alias: ' front door ' })
  await api('is gone again', 'PUT', '/api/instances/alpha', { alias: '' })
  await api('an alias of 256 letters', 'PUT', '/api/instances/gamma', { alias: 'a'.repeat(256) })
  await api('an alias of 257 letters', 'PUT', '/api/instances/gamma', { alias: 'a'.repeat(257) })
  await api('an alias of null', 'PUT', '/api/instances/gamma', { alias: null })
  await api('no alias', 'PUT', '/api/instances/gamma', {})
  await api('beta’s is set by hand', 'PUT', '/api/instances/beta', { alias: 'by hand' })
  await omaha('beta tells its own', event('beta', [13, 1]))
  await list('status=0&sortFilter=0&sortOrder=0&version=1.0.0')
  for (const query of ['', '?limit=0', '?limit=1', '?limit=-1', '?limit=x', '?limit=', '?limit=99999999999', '?offset=2']) await api(`beta’s history${query}`, 'GET', `${G}/instances/beta/status_history${query}`)
  await api('gamma’s history', 'GET', `${G}/instances/gamma/status_history`)
  await api('delta’s history', 'GET', `${G}/instances/delta/status_history`)
  await api('alpha’s history', 'GET', `${G}/instances/alpha/status_history`)
  await api('beta’s history in another group', 'GET', `${L}/instances/beta/status_history`)
  await api('beta’s history in no group', 'GET', `${A}/groups/${Z}/instances/beta/status_history`)
  await api('beta’s history in no id', 'GET', `${A}/groups/nonsense/instances/beta/status_history`)
  await api('beta’s history of no application', 'GET', `/api/apps/nonsense/groups/${fleet.group.id}/instances/beta/status_history`)

  // --- moving to another group
  await omaha('delta moves to the second group', node('delta', '2.0.0', { track: 'late' }))
  await list('status=0&sortFilter=2', L)
  await api('its history stays behind', 'GET', `${G}/instances/delta/status_history`)
  await api('by status', 'GET', `${G}/instances_stats?duration=1h`)

  // --- promoting
  await api('the channel goes on', 'PUT', `${A}/channels/${fleet.channel.id}`, { application_id: fleet.app.id, arch: 1, color: '#fff', name: 'stable', package_id: fleet.two.id })
  await api('who had the target has not', 'GET', `${G}/instances_stats?duration=1h`)
  await omaha('eta is granted', node('eta', '2.0.0', { track: 'late' }))
  await omaha('eta completes', node('eta', '2.1.0', { track: 'late', events: [[3, 2, '2.0.0']] }))

  // --- activity
  const app = `appIDorProductID=${fleet.app.id}`
  await activity('all', `${app}&perpage=50`)
  await activity('by product id', 'appIDorProductID=io.example.FLEET&perpage=50')
  await activity('of one group', `groupID=${fleet.late.id}&perpage=50`)
  await activity('of one channel', `channelID=${fleet.channel.id}&perpage=50`)
  await activity('of one node', 'instanceID=gamma&perpage=50')
  await activity('of a node that is not there', 'instanceID=nobody')
  for (const severity of [0, 1, 2, 3, 4, 9, -1, 99999999999, 'x', '']) await activity(`of severity ${severity}`, `${app}&severity=${severity}&perpage=50`)
  for (const version of ['2.0.0', '2.1.0', '0.0.0', '']) await activity(`of version ${version}`, `${app}&version=${version}&perpage=50`)
  for (const query of ['groupID=', `groupID=${Z}`, 'groupID=nonsense', 'channelID=', `channelID=${Z}`, 'channelID=nonsense', 'instanceID=', 'appIDorProductID=', 'appIDorProductID=nonsense', 'page=0', 'page=2', 'page=x', 'perpage=9', 'class=6'])
    await activity(`with ${query}`, `${app.replace(/.*/, query.startsWith('app') ? '' : app)}&${query}`)
  for (const query of ['', 'start=2026-01-01T00:00:00Z', 'start=2001-01-01T00:00:00Z&end=2001-01-02T00:00:00Z', 'start=2098-01-01T00:00:00Z&end=2001-01-02T00:00:00%2B02:00']) await api(`activity?${query}`, 'GET', `/api/activity?${query}`)

  // --- timelines
  for (const of of [G, L, side.G, `${A}/groups/${Z}`]) for (const duration of ['1h', '30d']) {
    await newest(`version timeline ${duration}`, `${of}/version_timeline?duration=${duration}`)
    await newest(`status timeline ${duration}`, `${of}/status_timeline?duration=${duration}`)
  }
}
