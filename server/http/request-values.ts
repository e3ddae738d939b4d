import * as z from 'zod/mini'

/** A text in a path or query; a parameter that is repeated is refused. */
export const singleText = (name: string) =>
  z.string({ error: ({ input }) => `${name} ${input === undefined ? 'is missing' : 'must not be repeated'}` })

/** A whole number in a query. */
export const wholeNumber = (name: string, min: number = -Infinity, max: number = Infinity) =>
  z.pipe(
    z.pipe(singleText(name).check(z.regex(/^-?\d+$/, `${name} must be a whole number`)), z.transform(Number)),
    z
      .number(`${name} is too large`)
      .check(z.gte(min, `${name} must be ${min} or more`), z.lte(max, `${name} must be ${max} or less`)),
  )

/** PostgreSQL reads a UUID with or without dashes, case-insensitively. */
const UUID = /^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/i

/** The id as PostgreSQL prints it; null where the text is no UUID. */
export function parseId(text: string): string | null {
  const parts = UUID.exec(text.replace(/^\{(.*)\}$/, '$1'))
  return parts ? parts.slice(1).join('-').toLowerCase() : null
}

/** An id in a path or query. A text that is no UUID is an invalid request (400), not a missing resource (404). */
export const id = (name: string) =>
  z.pipe(
    singleText(name).check(z.refine((text) => parseId(text) !== null, `${name} must be a UUID`)),
    z.transform((text) => parseId(text) ?? text),
  )

/** An id that may be left out; an empty one counts as left out. */
export const optionalId = (name: string) =>
  z.optional(
    z.pipe(
      singleText(name).check(
        z.refine((text) => text === '' || parseId(text) !== null, `${name} must be a UUID`),
      ),
      z.transform((text) => (text === '' ? undefined : (parseId(text) ?? undefined))),
    ),
  )
