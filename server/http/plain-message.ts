import type * as z from 'zod/mini'

const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

/** The message for a value of the wrong type where its schema has none of its own; null leaves it to zod. */
export function plainMessage(issue: z.core.$ZodRawIssue): string | null {
  if (issue.code !== 'invalid_type') return null
  const field = issue.path?.join('.') ?? ''
  if (field === '') return 'the body must be a JSON object'
  if (issue.input === undefined) return `${field} is missing`
  if (Array.isArray(issue.input) && issue.expected === 'string') return `${field} must not be repeated`
  return `${field} must be ${TYPES[issue.expected] ?? issue.expected}`
}
