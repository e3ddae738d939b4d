import { parseSwitch } from './parse-flag-values.ts'

export interface Flag<Value> {
  /** Without its dashes. */
  name: string
  /** Stands for the value in the help; null for a switch. */
  placeholder: string | null
  /** The environment variable that is read where the flag is missing. */
  env: string
  /** Parsed where both are missing; null for a flag without a default. */
  default: string | null
  /** Completes the error "--port takes …". */
  takes: string
  /** Null for an invalid value. */
  parse: (text: string) => Value | null
  isRepeatable?: true
  /** An invalid value is not repeated in the error. */
  isSecret?: true
  help: string
}

/** What all switches have in common. */
export const switchFlag = {
  placeholder: null,
  default: 'false',
  takes: 'true or false',
  parse: parseSwitch,
} as const
