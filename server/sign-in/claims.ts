/** The claims of a token or of the userinfo endpoint. */
export type Claims = Readonly<Record<string, unknown>>

const MAX_NAME_LENGTH = 200
/** In the order in which people recognize themselves; a client has only the last ones. */
const NAME_CLAIMS = ['preferred_username', 'email', 'name', 'client_id', 'azp', 'sub']

/** The name of whoever a token is about, as the audit log has it. */
export function nameOf(claims: Claims): string {
  const names = NAME_CLAIMS.map((name) => claims[name]).filter((value) => typeof value === 'string')
  const [first = ''] = names.map(plainText).filter((text) => text !== '')
  return first
}

const plainText = (text: string) =>
  text
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, MAX_NAME_LENGTH)

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
