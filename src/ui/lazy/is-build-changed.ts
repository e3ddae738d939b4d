/** The script that a page of the dashboard starts with, whose name contains a hash of the build. */
export function entryScript(html: string): string | null {
  return /<script\b[^>]*\bsrc="([^"]*\/assets\/index-[^"]+\.js)"/.exec(html)?.[1] ?? null
}

/** Whether the server has another build of the dashboard than the one in this tab. False where it does not respond. */
export async function isBuildChanged(): Promise<boolean> {
  const own = entryScript(document.documentElement.outerHTML)
  if (own === null) return false
  try {
    const response = await fetch('/', { headers: { accept: 'text/html' }, cache: 'no-cache' })
    const current = response.ok ? entryScript(await response.text()) : null
    return current !== null && current !== own
  } catch {
    return false
  }
}
