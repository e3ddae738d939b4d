import { runCommand } from '#server/run-command.ts'
import { buildDashboardIfNeeded } from './dashboard/build.ts'

await runCommand(process.argv.slice(2), {
  beforeServing: () => buildDashboardIfNeeded((text) => process.stdout.write(text)),
})
