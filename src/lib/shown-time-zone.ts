/** The zone of every time on the page: the reader's own, unless the page of a group shows that group's. */
let shown: string | undefined

/** As the browser is set. */
export const readersTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** The date of a time in the reader's own zone, whichever is shown: "2026-11-25". @param time in ms */
export const readersDate = (time: number): string => new Intl.DateTimeFormat('sv-SE').format(time)

export const shownTimeZone = (): string => shown ?? readersTimeZone()

/** @param zone one that `Intl.DateTimeFormat` knows; null for the reader's own */
export function setShownTimeZone(zone: string | null): void {
  shown = zone ?? undefined
}

/** Formats times (ms) in the shown zone. Creating a format takes longer than using it a thousand times. */
export function inShownZone<Result>(
  options: Intl.DateTimeFormatOptions,
  write: (format: Intl.DateTimeFormat, time: number) => Result,
): (time: number) => Result {
  const formats = new Map<string | undefined, Intl.DateTimeFormat>()
  return (time) => {
    let format = formats.get(shown)
    if (!format) {
      format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: shown })
      formats.set(shown, format)
    }
    return write(format, time)
  }
}
