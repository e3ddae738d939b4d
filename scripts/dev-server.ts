import { configOrExit, runServer, tell } from '#server/run.ts'

const { address } = await runServer(configOrExit(process.argv.slice(2)))
tell(`The server runs at ${address}`)
