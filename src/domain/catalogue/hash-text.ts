/** Bytes of the hashes that a package has. */
export const SHA1_BYTES = 20
export const SHA256_BYTES = 32

/** A hash of so many bytes in base64, as nodes expect it; other text than its hexadecimal digits stays as it is. */
export function base64OfHash(text: string, bytes: number): string {
  const digits = text.trim()
  if (!isHexOf(digits, bytes)) return digits
  const pairs = digits.match(/../g) ?? []
  return btoa(String.fromCharCode(...pairs.map((pair) => Number.parseInt(pair, 16))))
}

export const isHexOf = (text: string, bytes: number): boolean =>
  text.length === bytes * 2 && /^[\da-f]*$/i.test(text)

export function isBase64Of(text: string, bytes: number): boolean {
  const isBase64 = text.length % 4 === 0 && /^[\d+/a-z]+={0,2}$/i.test(text)
  return isBase64 && atob(text).length === bytes
}
