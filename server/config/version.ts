import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'

const packageSchema = z.object({ version: z.string() })

/** Platte's own version, as `package.json` names it. */
export const version: string = packageSchema.parse(
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')),
).version
