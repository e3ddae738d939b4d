import { parseArgs } from 'node:util'
import { StartError } from '#server/errors/start-error.ts'
import type { Flag } from './flag.ts'
import { flags } from './flags.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** A flag that always has a value. */
type FlagWithDefault<Value> = Flag<Value> & { default: string }

/** Reads flags by their arguments, or else their variables. Every method throws a `StartError` for an invalid value. */
export class FlagReader {
  readonly #arguments: ReadonlyMap<string, readonly string[]>
  readonly #env: Environment

  /** Throws a `StartError` for an argument that is not a flag, or a flag without its value. */
  constructor(args: readonly string[], env: Environment) {
    this.#arguments = parseArguments(args)
    this.#env = env
  }

  get wantsHelp(): boolean {
    return this.#arguments.has('help')
  }

  /** Every value of a repeatable flag. */
  list<Value>(flag: Flag<Value>): Value[] {
    return this.#texts(flag).map((text) => this.#parse(flag, text))
  }

  /** The last value; null without any. */
  optional<Value>(flag: Flag<Value>): Value | null {
    const text = this.#texts(flag).at(-1)
    return text === undefined ? null : this.#parse(flag, text)
  }

  /** The last value, or the default. */
  required<Value>(flag: FlagWithDefault<Value>): Value {
    return this.#parse(flag, this.#texts(flag).at(-1) ?? flag.default)
  }

  #texts({ name, env, isRepeatable }: Flag<unknown>): readonly string[] {
    const text = this.#env[env]?.trim() ?? ''
    const fromEnvironment = text === '' ? [] : isRepeatable ? text.split(',') : [text]
    return this.#arguments.get(name) ?? fromEnvironment.map((part) => part.trim())
  }

  #parse<Value>({ name, env, parse, takes, isSecret }: Flag<Value>, text: string): Value {
    const value = parse(text)
    if (value !== null) return value
    const source = this.#arguments.has(name) ? `--${name}` : env
    throw usageError(
      `${source} takes ${takes}${isSecret || mayHavePassword(text) ? '' : `, not ${JSON.stringify(text)}`}`,
    )
  }
}

export const usageError = (sentence: string) => new StartError(`${sentence}. --help lists the flags.`, 2)

/** Whether a text may be a URL with a password or a token, which must not reach a terminal or a log. */
const mayHavePassword = (text: string) => /[@?#]/.test(text)

const flagsByName = new Map<string, Flag<unknown>>(Object.values(flags).map((flag) => [flag.name, flag]))

/** The texts of each flag by its name, in their order. Nothing after `--help` matters. */
function parseArguments(args: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, readonly string[]>()
  for (const token of tokenize(args)) {
    if (token.kind === 'positional')
      throw usageError(`${mayHavePassword(token.value) ? 'An argument' : token.value} is not a flag`)
    if (token.kind === 'option-terminator') throw usageError('-- has no meaning here')
    if (token.name === 'help') return new Map([['help', []]])
    texts.set(token.name, [...(texts.get(token.name) ?? []), textOf(token)])
  }
  return texts
}

/** Not strict, since the errors of `parseArgs` are several sentences long. */
function tokenize(args: readonly string[]) {
  const options = [...flagsByName.values()].map(
    ({ name, placeholder }) => [name, { type: placeholder === null ? 'boolean' : 'string' }] as const,
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

function textOf({ name, rawName, value, inlineValue }: OptionToken): string {
  const flag = flagsByName.get(name)
  if (!flag)
    throw usageError(mayHavePassword(rawName) ? 'An argument is not a flag' : `There is no flag ${rawName}`)
  if (flag.placeholder === null) {
    if (value !== undefined) throw usageError(`--${name} takes no value`)
    return 'true'
  }
  // A text that starts with a dash is the next flag, unless it is a negative number.
  const isNextFlag = inlineValue === false && value !== undefined && /^-(?!\d)/.test(value)
  if (value === undefined || value === '' || isNextFlag) throw usageError(`--${name} needs a value`)
  return value
}
