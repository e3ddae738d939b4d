/** Prints the path of the compiled server, which it compiles if its sources have changed. */
import { compiledServer } from './compiled-server.ts'

console.log(await compiledServer())
