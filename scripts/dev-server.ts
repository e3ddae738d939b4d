import { configOrExit, runServer, printLine } from '#server/run.ts'

const { address } = await runServer(configOrExit(process.argv.slice(2)))
printLine(`The server runs at ${address}`)
