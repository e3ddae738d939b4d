import * as z from 'zod/mini'

/** An id as PostgreSQL prints it: a UUID of any version, including the nil UUID. */
export const uuid = z.string().check(z.guid('must be a UUID'))

/** RFC 3339 with an offset, as the server prints times ("2026-08-06T14:30:18.123456+02:00"). */
export const timestamp = z.iso.datetime({ offset: true })

/** An empty list is `null` on the wire (docs/protocol.md, “Names on the wire”). */
export const listOrNull = <Item extends z.core.$ZodType>(item: Item) => z.nullable(z.array(item))

/** The counts of every page of a list: items on the page, and items in all. */
export const pageCounts = { count: z.number(), totalCount: z.number() }

const textOrMessage = (name: string) =>
  z.string({ error: ({ input }) => (input === undefined ? `${name} is missing` : `${name} must be text`) })

/**
 * Text of `min` to `max` characters, counted as PostgreSQL does: an emoji is one. NUL is invalid, since PostgreSQL cannot
 * store it.
 */
export const text = (name: string, max = Infinity, min = 0) =>
  textOrMessage(name).check(...textChecks(name, max, min))

/**
 * Like `text`, without the blanks at its ends, which nobody sees on the screen and no node expects. A text of nothing but
 * blanks stays as it is: Nebraska accepts it as a name.
 */
export const trimmedText = (name: string, max = Infinity, min = 0) =>
  textOrMessage(name).check(
    z.overwrite((value) => value.trim() || value),
    ...textChecks(name, max, min),
  )

const textChecks = (name: string, max: number, min: number) => [
  z.minLength(min, `${name} must not be empty`),
  // oxlint-disable-next-line typescript/no-misused-spread -- PostgreSQL counts characters
  z.refine<string>((value) => value.length <= max || [...value].length <= max, {
    error: `${name} can have at most ${max} characters`,
  }),
  z.refine<string>((value) => !value.includes('\0'), { error: `${name} must not contain the character NUL` }),
]
