// Floors on the way to a target, syncers that mirror them, Flatcar packages with and without their action, and
// versions that are no plain three numbers.
const machine = n => n.toString(16).padStart(32, '0')

export default async function scenario({ api, omaha, activity, FLATCAR }) {
  const app = await api('create an application', 'POST', '/api/apps', { name: 'Lift OS', description: 'Lifts', product_id: 'io.example.Lift' })
  const A = `/api/apps/${app.id}`
  const pkg = (version, over = {}) => api(`package ${version}`, 'POST', `${A}/packages`, {
    application_id: app.id, arch: 1, type: 4, version, url: `https://updates.example.test/${version}/?a=1&b=2`, filename: `lift "${version}" <os>.gz`,
    description: '', size: '1000', hash: 'aGFzaA==', channels_blacklist: [], ...over,
  })
  const channel = (name, pkgId) => api(`channel ${name}`, 'POST', `${A}/channels`, { application_id: app.id, arch: 1, color: '#14b9d6', name, package_id: pkgId })
  const point = (c, pkgId) => api(`point ${c.name} at another package`, 'PUT', `${A}/channels/${c.id}`, { application_id: app.id, arch: 1, color: '#14b9d6', name: c.name, package_id: pkgId })
  const group = (name, channel_id, over = {}) => api(`group ${name}`, 'POST', `${A}/groups`, {
    name, description: '', policy_updates_enabled: true, policy_safe_mode: false, policy_office_hours: false, policy_timezone: 'UTC',
    policy_period_interval: '15 minutes', policy_max_updates_per_period: 999999, policy_update_timeout: '60 minutes', track: name, channel_id, ...over,
  })
  const floor = (c, p, reason) => api(`${p.version} becomes a floor of ${c.name}`, 'PUT', `/api/channels/${c.id}/floors/${p.id}`, reason === undefined ? {} : { floor_reason: reason })
  const xml = ({ track, machine: id, version, attributes = '', syncer = true }) =>
    `<request protocol="3.0" ${syncer ? 'version="CoreOSUpdateEngine-0.1.0.0" installsource="scheduler"' : 'version="update_engine-0.4.10"'}>` +
    `<app appid="${app.id}" track="${track}" machineid="${id}" version="${version}" ${attributes}><ping active="1"/><updatecheck/></app></request>`
  const many = 'multi_manifest_ok="true"'

  // --- floors, in any order of their making
  const p2 = await pkg('2.0.0', { extra_files: [{ name: 'oem & "vendor".raw', hash: '', hash256: 'abc', size: '07' }, { name: 'b', hash: 'h', hash256: '', size: 'many' }] })
  const p110 = await pkg('1.10.0'), p19 = await pkg('1.9.0'), p12 = await pkg('1.2.0', { size: '' })
  const stable = await channel('stable', p2.id)
  const g = await group('stable', stable.id)
  const history = (name, n) => api(name, 'GET', `${A}/groups/${g.id}/instances/${machine(n)}/status_history`)
  await floor(stable, p110, 'New "bootloader" & keys'); await floor(stable, p12); await floor(stable, p19, '')
  const node = (n, version, over = {}) => ({ app: app.id, track: 'stable', machine: machine(n), version, ...over })
  await omaha('the lowest floor first', node(1, '1.0.0'))
  await omaha('again: the same floor', node(1, '1.0.0'))
  await omaha('it runs the floor: the grant completes', node(1, '1.2.0'))
  await omaha('and the next floor', node(1, '1.2.0'))
  await omaha('it reports the floor by an event', node(1, '1.9.0', { events: [[3, 2, '1.2.0']] }))
  await omaha('a third floor', node(1, '1.9.0', { ping: false }))
  await omaha('which it has skipped by hand', node(1, '1.10.0'))
  await omaha('the target at last', node(1, '1.10.0'))
  await omaha('reached by an event', node(1, '2.0.0', { ping: false, check: false, events: [[3, 1]] }))
  await history('the whole way', 1)
  await omaha('a prerelease of a floor counts as the floor', node(2, '1.2.0-beta'))
  await omaha('with build metadata', node(3, '1.9.0+oem.7'))
  await omaha('past all floors', node(4, '1.11.0-rc.1'))
  await omaha('a prerelease of the target', node(5, '2.0.0-rc.1'))
  await omaha('the target with build metadata', node(6, '2.0.0+1'))
  await omaha('newer than the target', node(7, '2.0.1-alpha'))

  // --- syncers
  await omaha('a syncer gets all of them', xml({ track: 'stable', machine: machine(20), version: '0.0.0', attributes: many }))
  await omaha('and again', xml({ track: 'stable', machine: machine(20), version: '0.0.0', attributes: many }))
  await history('it is granted the target, once', 20)
  await omaha('an old syncer gets nothing', xml({ track: 'stable', machine: machine(21), version: '0.0.0' }))
  await omaha('nor one that says so', xml({ track: 'stable', machine: machine(21), version: '0.0.0', attributes: 'multi_manifest_ok="0"' }))
  await history('yet is granted', 21)
  await omaha('an old syncer past the floors', xml({ track: 'stable', machine: machine(22), version: '1.10.0' }))
  await omaha('a syncer that is up to date', xml({ track: 'stable', machine: machine(23), version: '2.0.0', attributes: many }))
  await omaha('one that is no syncer but reads many manifests', xml({ track: 'stable', machine: machine(24), version: '1.0.0', attributes: many, syncer: false }))
  await floor(stable, p2, 'Also a floor')
  await omaha('the target is a floor: for a node', node(25, '1.10.0'))
  await omaha('for a syncer', xml({ track: 'stable', machine: machine(26), version: '1.9.5', attributes: many }))
  await omaha('for an old syncer', xml({ track: 'stable', machine: machine(27), version: '1.10.0' }))
  await api('the target’s record', 'GET', `${A}/groups/${g.id}/instances/${machine(27)}`)

  // --- more floors than one answer holds
  const long = await channel('long', p2.id)
  await group('long', long.id, { policy_max_updates_per_period: 3 })
  for (const minor of [3, 4, 5, 6, 7, 8]) await floor(long, await pkg(`1.${minor}.0`), `Step ${minor}`)
  await omaha('five floors and the target', xml({ track: 'long', machine: machine(30), version: '1.0.0', attributes: many }))
  await omaha('a syncer’s limits are asked every time', xml({ track: 'long', machine: machine(31), version: '1.0.0', attributes: many }))
  await omaha('three', xml({ track: 'long', machine: machine(32), version: '1.0.0', attributes: many }))
  await omaha('the first again, with the period full', xml({ track: 'long', machine: machine(30), version: '1.0.0', attributes: many }))
  await api('it is on hold now', 'GET', `${A}/groups/${g.id}/instances/${machine(30)}`)

  // --- a target without a plain version
  const beta = await pkg('3.0.0-beta.10')
  const next = await channel('next', beta.id)
  await group('next', next.id)
  const nightly = (n, version) => omaha(`${version} to 3.0.0-beta.10`, { app: app.id, track: 'next', machine: machine(n), version })
  for (const [i, version] of ['3.0.0-beta.9', '3.0.0-beta.11', '3.0.0-alpha', '3.0.0', '3.0.0-beta.10', '3.0.0-beta.10+x', '2.99.99+build.5', '3.0.0-beta', '3.0.0-1', '0.0.0'].entries())
    await nightly(40 + i, version)
  for (const [i, version] of ['v1.0.0', '1.0', '01.0.0', '1.2.3.4', '1.0.0-01', '1.0.0-', '1.0.0+', '', '1.0.0-a..b', ' 1.0.0'].entries())
    await nightly(60 + i, version)
  const f3 = await pkg('3.0.0')
  await floor(next, f3, 'Its number is the target’s')
  await omaha('a floor above a prerelease target', { app: app.id, track: 'next', machine: machine(70), version: '2.0.0' })

  // --- Flatcar packages
  const kernel = await pkg('4.0.0', { type: 1, flatcar_action: { sha256: 'c2hhMjU2+/=' } })
  const lost = await pkg('5.0.0', { type: 1 })
  const os = await channel('os', kernel.id)
  await group('os', os.id)
  await omaha('a Flatcar package has its action', { app: app.id, track: 'os', machine: machine(80), version: '1.0.0' })
  await point(os, lost.id)
  await omaha('one without fails the check', { app: app.id, track: 'os', machine: machine(81), version: '1.0.0' })
  await omaha('again', { app: app.id, track: 'os', machine: machine(81), version: '1.0.0' })
  await floor(os, kernel, 'Kernel')
  await omaha('a syncer is told up to where it fails', xml({ track: 'os', machine: machine(82), version: '1.0.0', attributes: many }))

  // --- the target moves while grants are held
  await point(stable, p19.id)
  await omaha('a grant of 2.0.0 is offered what the channel gives now', node(2, '1.2.0-beta'))
  await omaha('and one at that version too', node(4, '1.9.0'))
  await point(stable, p2.id)
  await omaha('and back', node(4, '1.9.0'))
  await api('the record keeps the granted version', 'GET', `${A}/groups/${g.id}/instances/${machine(4)}`)
  await activity('what the activity tells', `appIDorProductID=${app.id}&page=1&perpage=50`)
}
