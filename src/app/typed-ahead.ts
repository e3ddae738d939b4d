/** What a key does to a text that is typed while its field isn't there yet; null for a key that is no typing. */
export function typeKey(
  text: string,
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): string | null {
  if (ctrlKey || metaKey || altKey) return null
  if (key === 'Backspace') return text.replace(/.$/su, '')
  return /^.$/su.test(key) ? text + key : null
}
