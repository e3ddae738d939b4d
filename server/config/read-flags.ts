import { parseArgs } from 'node:util'
import { StartError } from '#server/errors/start-error.ts'
import { flags, type FlagName, isFlagName } from './flags.ts'

/** The values of a flag and where they were given, for what is said when one is wrong. */
export interface Given {
  /** `--port` or `PLATTE_PORT`. */
  from: string
  values: readonly string[]
}

export interface GivenText {
  from: string
  text: string
}

type Environment = Record<string, string | undefined>

/** What was given for each flag, by the flag itself or else its variable. Throws a `StartError` for what is no flag. */
export function readFlags(args: readonly string[], env: Environment): 'help' | ((name: FlagName) => Given) {
  const byFlag = new Map<FlagName, string[]>()
  for (const token of tokenize(args)) {
    if (token.kind === 'positional') throw wrong(`${token.value} is not a flag`)
    if (token.kind === 'option-terminator') throw wrong('-- has no meaning here')
    if (token.name === 'help') return 'help'
    const [name, value] = readFlag(token)
    byFlag.set(name, [...(byFlag.get(name) ?? []), value])
  }
  return (name) => {
    const values = byFlag.get(name)
    return values ? { from: `--${name}`, values } : fromEnvironment(name, env)
  }
}

/** The last one, as usual where a flag is given twice. */
export function single({ from, values }: Given): GivenText | null {
  const text = values.at(-1)
  return text === undefined ? null : { from, text }
}

export function list({ from, values }: Given): GivenText[] {
  return values.map((text) => ({ from, text }))
}

/** `what` follows the flag: "takes a whole number". */
export const bad = ({ from, text }: GivenText, what: string) =>
  wrong(`${from} ${what}, not ${JSON.stringify(text)}`)

export const wrong = (sentence: string) => new StartError(`${sentence}. --help lists the flags.`, 2)

// Not strict: its own complaints are several sentences long.
function tokenize(args: readonly string[]) {
  const options = Object.entries(flags).map(
    ([name, { value }]) => [name, { type: value === null ? 'boolean' : 'string' }] as const,
  )
  return parseArgs({
    args: [...args],
    options: { help: { type: 'boolean', short: 'h' }, ...Object.fromEntries(options) },
    strict: false,
    tokens: true,
  }).tokens
}

interface OptionToken {
  name: string
  rawName: string
  value: string | undefined
  inlineValue: boolean | undefined
}

function readFlag({ name, rawName, value, inlineValue }: OptionToken): [FlagName, string] {
  if (!isFlagName(name)) throw wrong(`There is no flag ${rawName}`)
  if (flags[name].value === null) {
    if (value !== undefined) throw wrong(`--${name} takes no value`)
    return [name, 'true']
  }
  // What begins with a dash is the next flag, unless it is a negative number.
  const isNextFlag = inlineValue === false && value !== undefined && /^-(?!\d)/.test(value)
  if (value === undefined || value === '' || isNextFlag) throw wrong(`--${name} needs a value`)
  return [name, value]
}

function fromEnvironment(name: FlagName, env: Environment): Given {
  const { env: variable, repeatable } = flags[name]
  const text = env[variable]?.trim() ?? ''
  if (text === '') return { from: variable, values: [] }
  return { from: variable, values: repeatable ? text.split(',').map((part) => part.trim()) : [text] }
}
