const MAX_NAME_LENGTH = 200
/** In the order in which people recognize themselves. Never the client: everybody who uses it would be one person. */
const NAME_CLAIMS = ['preferred_username', 'email', 'name', 'sub']

/**
 * The name of whoever a token is about, as the audit log has it; empty where the token has none.
 * @param claims of a verified token or of the userinfo endpoint (OpenID Connect Core 1.0, section 5.1)
 */
export function personName(claims: Readonly<Record<string, unknown>>): string {
  const names = NAME_CLAIMS.map((name) => claims[name]).filter((value) => typeof value === 'string')
  const [first = ''] = names.map(plainText).filter((text) => text !== '')
  return first
}

const plainText = (text: string) =>
  text
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, MAX_NAME_LENGTH)
