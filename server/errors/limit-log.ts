/** A log that passes on at most one line for each key in `intervalMs`. */
export function limitLog(
  log: (line: string) => void,
  intervalMs: number,
): (key: string, line: string) => void {
  const quietUntil = new Map<string, number>()
  return (key, line) => {
    const now = performance.now()
    if (now < (quietUntil.get(key) ?? 0)) return
    quietUntil.set(key, now + intervalMs)
    log(line)
  }
}
