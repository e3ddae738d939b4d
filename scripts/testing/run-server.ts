import { configOrExit, runServer, printLine } from '#server/run.ts'

// `npm start` for end-to-end tests: with the dashboard as it is built, and no longer than whoever holds its input.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).resume()
const { address } = await runServer(configOrExit(process.argv.slice(2)))
printLine(`Platte runs at ${address}`)
