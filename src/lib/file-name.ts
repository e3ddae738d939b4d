/**
 * A name that every file system accepts: the letters and digits of the words joined by dashes, and the time in UTC.
 * @param time in ms
 * @param ending such as "csv"
 */
export function fileName(words: string, time: number, ending: string): string {
  const plain = words
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, LONGEST)
  const stamp = new Date(time).toISOString().slice(0, 16).replaceAll(':', '')
  return `${plain || 'chart'}-${stamp}Z.${ending}`
}

const LONGEST = 80
