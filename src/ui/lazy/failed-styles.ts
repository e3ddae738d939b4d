/**
 * Loads the style sheets again that failed to load. Vite requests each only once, so that a later attempt would show
 * its part without styles. Rejects with the message that Vite has for it.
 */
export async function reloadFailedStyles(): Promise<void> {
  if (typeof document === 'undefined') return
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')]
  await Promise.all(links.filter(({ sheet }) => sheet === null).map(reload))
}

function reload(failed: HTMLLinkElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = failed.href
    link.addEventListener('load', () => {
      failed.remove()
      resolve()
    })
    link.addEventListener('error', () => {
      link.remove()
      reject(new Error(`Unable to preload CSS for ${failed.href}`))
    })
    failed.after(link)
  })
}
