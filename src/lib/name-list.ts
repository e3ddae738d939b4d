import { isolateText } from './isolate-text.ts'

const lists = new Intl.ListFormat('en', { type: 'conjunction' })
const MAX_NAMED = 3

interface NameListPart {
  text: string
  /** Whether the text is one of the names. */
  isName: boolean
}

/** The parts of {@link nameList}. */
export function nameListParts(names: readonly string[], max = MAX_NAMED): NameListPart[] {
  const more = names.length - max
  const items = more > 0 ? [...names.slice(0, max), `${more} more`] : names
  let item = 0
  return lists.formatToParts(items).map(({ type, value }) => {
    if (type === 'literal') return { text: value, isName: false }
    item += 1
    const isName = more <= 0 || item <= max
    return { text: isName ? isolateText(value) : value, isName }
  })
}

/** "canary", "canary and stable", "a, b, c, and 12 more". */
export const nameList = (names: readonly string[]): string =>
  nameListParts(names)
    .map(({ text }) => text)
    .join('')
