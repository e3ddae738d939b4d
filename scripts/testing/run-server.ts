import { runCommand } from '#server/run-command.ts'

// `platte` for tests: with the dashboard as it is built, and no longer than whoever holds its input.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).resume()
// A command that has done its work ends.
process.stdin.unref()
await runCommand(process.argv.slice(2))
