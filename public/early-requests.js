// Runs while the dashboard's own scripts are on their way: what its pages read first is requested at once. Each response
// is taken by src/api/early-requests.ts, where the paths must be the same to the letter.
const earlyPaths = ['/config', '/platte/status', '/api/apps?page=1&perpage=1000']
if (location.pathname === '/') earlyPaths.push('/platte/fleet')
window.earlyRequests = {}
for (const path of earlyPaths) {
  const response = fetch(path, { headers: { accept: 'application/json' } })
  // Who takes it hears of a failure.
  response.catch(() => {})
  window.earlyRequests[path] = { sentAt: Date.now(), response }
}
