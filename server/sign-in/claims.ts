/** The claims of a token or of the userinfo endpoint. */
export type Claims = Readonly<Record<string, unknown>>

/**
 * The roles at a JSON path such as `realm_access.roles`, as Nebraska reads it: `\.` is a dot in a name, a number an
 * index, and `#` every item of a list (`groups.#.name`). Null where the claims have nothing there.
 */
export function rolesAt(claims: Claims, path: string): string[] | null {
  const parts = path.split(/(?<!\\)\./).map((part) => part.replaceAll(/\\(.)/g, '$1'))
  const found = valuesAt(claims, parts).filter((value) => value !== undefined && value !== null)
  return found.length > 0 ? found.flat().filter(isText).map(String) : null
}

function valuesAt(value: unknown, [name, ...rest]: readonly string[]): unknown[] {
  if (name === undefined) return [value]
  if (name === '#') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : []
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return []
  return valuesAt(Reflect.get(value, name), rest)
}

const isText = (value: unknown): value is string | number => ['string', 'number'].includes(typeof value)
