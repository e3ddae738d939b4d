// Requests with several applications, ids and architectures in every spelling, values that are too long or odd.
const machine = n => n.toString(16).padStart(32, '0')

export default async function scenario({ api, omaha, activity }) {
  const make = async (name, product_id, over = {}) => {
    const app = await api(`create ${name}`, 'POST', '/api/apps', { name, description: '', product_id })
    const A = `/api/apps/${app.id}`
    const arches = []
    for (const arch of [1, 2, 3, 0]) {
      const p = await api(`package of arch ${arch}`, 'POST', `${A}/packages`, {
        application_id: app.id, arch, type: 4, version: `2.0.${arch}`, url: 'https://updates.example.test/', filename: 'os.gz', description: '', size: '1', hash: 'aGFzaA==', channels_blacklist: [],
      })
      const c = await api(`channel of arch ${arch}`, 'POST', `${A}/channels`, { application_id: app.id, arch, color: '#14b9d6', name: 'stable', package_id: p.id })
      arches.push(await api(`group of arch ${arch}`, 'POST', `${A}/groups`, {
        name: `Arch ${arch}`, description: '', policy_updates_enabled: true, policy_safe_mode: false, policy_office_hours: false, policy_timezone: 'UTC',
        policy_period_interval: '15 minutes', policy_max_updates_per_period: 999999, policy_update_timeout: '60 minutes', track: 'stable', channel_id: c.id, ...over,
      }))
    }
    return { ...app, A, arches }
  }
  const one = await make('One', 'io.Example.One')
  const two = await make('Two', 'io.example.two', { policy_max_updates_per_period: 2 })
  const appXml = (over = {}, inner = '<ping active="1"/><updatecheck/>') => {
    const attributes = { appid: one.id, track: 'stable', version: '1.0.0', machineid: machine(1), ...over }
    return `<app ${Object.entries(attributes).filter(([, v]) => v !== undefined).map(([k, v]) => `${k}="${v}"`).join(' ')}>${inner}</app>`
  }
  const xml = (apps, os = '') => `<?xml version="1.0" encoding="UTF-8"?><request protocol="3.0">${os}${[apps].flat().join('')}</request>`
  const check = '<updatecheck/>'

  // --- several applications in one request
  await omaha('two applications', xml([appXml(), appXml({ appid: two.id })]))
  await omaha('events, ping and check of each', xml([
    appXml({ version: '1.0.1' }, '<event eventtype="13" eventresult="1"/><event eventtype="14" eventresult="1"/><ping/>'),
    appXml({ appid: 'IO.EXAMPLE.TWO' }, `${check}<event eventtype="3" eventresult="2"/>`),
  ]))
  await omaha('the first is unknown: the second is not answered', xml([appXml({ appid: 'io.example.three' }), appXml()]))
  await omaha('the second is unknown', xml([appXml({ machineid: machine(2) }), appXml({ track: 'nowhere' }), appXml({ appid: two.id })]))
  await omaha('the second is refused, the third is answered', xml([appXml({ machineid: machine(3) }), appXml({ version: 'x', machineid: machine(3) }), appXml({ appid: two.id, machineid: machine(3) })]))
  await omaha('one application twice', xml([appXml({ machineid: machine(4) }), appXml({ machineid: machine(4), version: '2.0.1' })]))
  await omaha('no application', xml([]))
  await omaha('nothing asked', xml(appXml({}, '')))
  await omaha('two pings and two checks', xml(appXml({}, '<ping/><ping/><updatecheck/><updatecheck/>')))
  await api('what is known of the first machine', 'GET', `${one.A}/groups/${one.arches[0].id}/instances/${machine(1)}`)
  await api('and with the second application', 'GET', `${two.A}/groups/${two.arches[0].id}/instances/${machine(1)}`)
  await api('its history there', 'GET', `${two.A}/groups/${two.arches[0].id}/instances/${machine(1)}/status_history`)

  // --- a first check without a ping
  await omaha('a new machine', xml(appXml({ machineid: machine(10) }, check)))
  await omaha('known, with a new application', xml(appXml({ machineid: machine(10), appid: two.id }, check)))
  await omaha('again', xml(appXml({ machineid: machine(10), appid: two.id }, check)))
  await omaha('known, with a new application and a new alias', xml([appXml({ machineid: machine(11) }, check), appXml({ machineid: machine(11), appid: two.id, machinealias: 'door' }, check)]))
  await omaha('the limit is reached: known, with a new application', xml([appXml({ machineid: machine(12) }, check), appXml({ machineid: machine(12), appid: two.id }, check)]))
  await api('its status there', 'GET', `${two.A}/groups/${two.arches[0].id}/instances/${machine(12)}`)
  await omaha('again', xml(appXml({ machineid: machine(12), appid: two.id }, check)))
  await api('its status now', 'GET', `${two.A}/groups/${two.arches[0].id}/instances/${machine(12)}`)

  // --- the application's id
  const spelled = (appid) => omaha(`as “${appid === undefined ? 'left out' : appid.replace(one.id, 'id').replace(one.id.toUpperCase(), 'ID')}”`, xml(appXml({ appid, machineid: machine(20), version: '3.0.0' })))
  for (const appid of [one.id, one.id.toUpperCase(), `{${one.id}}`, ` { ${one.id.toUpperCase()} } `, `{${one.id}`, `${one.id}}`, `{{${one.id}}}`, 'io.Example.One', 'IO.EXAMPLE.ONE', '{io.example.one}', 'One', '', '{}', '{', undefined])
    await spelled(appid)

  // --- the architecture
  for (const board of [undefined, '', 'amd64-usr', 'arm64-usr', 'x86-usr', 'amd64', 'AMD64-usr'])
    for (const arch of [undefined, '', 'x64', 'arm', 'x86', 'amd64', 'aarch64', 'all', 'arm64', 'x86_64', 'X64'])
      await omaha(`board ${board}, system ${arch}`, xml(appXml({ machineid: machine(30), version: '9.0.0', board }, ''), arch === undefined ? '' : `<os arch="${arch}"/>`))
  for (const [i, arch] of ['x64', 'arm', 'x86', 'all'].entries())
    await omaha(`the package for ${arch}`, xml(appXml({ machineid: machine(31 + i) }), `<os platform="CoreOS" version="Chateau" sp="1.0.0_${arch}" arch="${arch}"/>`))
  await omaha('no track', xml(appXml({ track: undefined })))
  await omaha('an empty track', xml(appXml({ track: '' })))
  await omaha('a track in capitals', xml(appXml({ track: 'STABLE' })))

  // --- the machine
  const G = `${one.A}/groups/${one.arches[0].id}`
  const odd = async (name, attributes, inner) => omaha(name, xml(appXml({ version: '9.0.0', ...attributes }, inner)))
  await odd('no machine id', { machineid: undefined })
  await odd('an empty one', { machineid: '' })
  await odd('no machine id, only a ping', { machineid: '' }, '<ping/>')
  await odd('50 letters', { machineid: 'm'.repeat(50) })
  await odd('51 letters', { machineid: 'm'.repeat(51) })
  await odd('51 letters, only a ping', { machineid: 'n'.repeat(51) }, '<ping/>')
  await odd('50 letters of two bytes', { machineid: 'é'.repeat(50) })
  await odd('50 letters of four bytes', { machineid: '🚪'.repeat(50) })
  await odd('blanks at the end', { machineid: 'm'.repeat(50) + ' ' })
  await odd('blanks around', { machineid: ' m ' })
  await odd('letters to escape', { machineid: 'm&amp;&lt;&quot;&#39;&#x263A;' })
  await odd('an alias of 256', { machineid: machine(40), machinealias: 'a'.repeat(256) })
  await odd('an alias of 257', { machineid: machine(41), machinealias: 'a'.repeat(257) })
  await odd('an OEM of 257', { machineid: machine(42), oem: 'o'.repeat(257) })
  await odd('an aleph version of 257', { machineid: machine(43), alephversion: 'v'.repeat(257) })
  await odd('a version of 255', { machineid: machine(44), version: `1.0.0-${'v'.repeat(249)}` })
  await odd('a version of 256', { machineid: machine(45), version: `1.0.0-${'v'.repeat(250)}` })
  await odd('a track of 300', { machineid: machine(46), track: 't'.repeat(300) })
  await odd('facts', { machineid: machine(50), machinealias: 'Tür &amp; Tor', oem: 'azure', alephversion: '1.0.0' })
  await api('are taken', 'GET', `${G}/instances/${machine(50)}`)
  await odd('none', { machineid: machine(50) })
  await odd('other ones', { machineid: machine(50), oem: 'gce', alephversion: 'not a version' })
  await api('are taken too, and the alias stays', 'GET', `${G}/instances/${machine(50)}`)
  await api('an alias by hand', 'PUT', `/api/instances/${machine(50)}`, { alias: 'by hand' })
  await odd('the node sends none', { machineid: machine(50) })
  await api('so it stays', 'GET', `${G}/instances/${machine(50)}`)
  await odd('the node sends one', { machineid: machine(50), machinealias: 'by itself' })
  await api('which replaces it', 'GET', `${G}/instances/${machine(50)}`)
  await odd('a too long alias leaves all as it was', { machineid: machine(50), machinealias: 'a'.repeat(257), version: '9.1.0' })
  await api('as it was', 'GET', `${G}/instances/${machine(50)}`)

  // --- XML in every form
  const say = (name, text) => omaha(name, text)
  const plain = xml(appXml({ version: '9.0.0', machineid: machine(60) }))
  await say('single quotes', plain.replaceAll('"', "'"))
  await say('no declaration', plain.replace(/<\?.*?\?>/, ''))
  await say('blanks and comments', plain.replace('<request', '\n<!-- a node -->\n<request').replace('<ping', '<!-- <ping> --> text <![CDATA[<ping>]]><ping'))
  await say('a namespace', plain.replace('<request', '<request xmlns="https://example.test/" xmlns:x="https://example.test/x" x:y="z"'))
  await say('a prefix', plain.replace('<request', '<o:request xmlns:o="https://example.test/"').replace('</request', '</o:request'))
  await say('elements that are none', plain.replace('<ping', '<x><app appid="nope"/></x><data name="y">1</data><ping'))
  await say('check, event, ping: answered in their own order', xml(appXml({ version: '9.0.0' }, '<updatecheck/><event eventtype="3" eventresult="1"/><ping/>')))
  await activity('what the activity tells of the second', `appIDorProductID=${two.id}&page=1&perpage=50`)
}
