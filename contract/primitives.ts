import * as z from 'zod/mini'

/** An id as PostgreSQL prints it; any of the UUID versions, the nil one too. */
export const uuid = z.string().check(z.guid('must be a UUID'))

/** RFC 3339 with an offset, as the server prints times ("2026-08-06T14:30:18.123456+02:00"). */
export const timestamp = z.iso.datetime({ offset: true })

/** The wire says `null` for an empty list; both sides of ours work with `[]`. */
export const listOrNull = <Item extends z.core.$ZodType>(item: Item) => z.nullable(z.array(item))

/** What every page of a list says beside the list itself: how many are on it, and how many there are. */
export const pageCounts = { count: z.number(), totalCount: z.number() }

/**
 * Text of `min` to `max` characters, counted as PostgreSQL counts them: an emoji is one. A NUL, which
 * PostgreSQL can't store, is refused.
 */
export const text = (name: string, max = Infinity, min = 0) =>
  z
    .string({ error: ({ input }) => (input === undefined ? `${name} is missing` : `${name} must be text`) })
    .check(
      z.minLength(min, `${name} must not be empty`),
      // oxlint-disable-next-line typescript/no-misused-spread -- characters are what PostgreSQL counts
      z.refine((value) => value.length <= max || [...value].length <= max, {
        error: `${name} can have at most ${max} characters`,
      }),
      z.refine((value) => !value.includes('\0'), { error: `${name} must not contain the character NUL` }),
    )
