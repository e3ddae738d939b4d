import { useEffect, useRef } from 'react'
import { NavigationType, useLocation, useNavigationType } from 'react-router'
import { SECOND_MS } from '#contract/time-units.ts'

/** So long after Back, the link's data may still be on its way. */
const MAX_WAIT_MS = 10 * SECOND_MS

/** After Back or Forward, the focus returns to the link by which the page was left, as scrolling does. */
export function useRestoredFocus(): void {
  const { key } = useLocation()
  const navigation = useNavigationType()
  const followed = useRef(new Map<string, string>())
  useEffect(() => {
    const remember = ({ target }: MouseEvent) => {
      const href = target instanceof Element && target.closest('main a[href]')?.getAttribute('href')
      if (href) followed.current.set(key, href)
    }
    document.addEventListener('click', remember, { capture: true })
    return () => document.removeEventListener('click', remember, { capture: true })
  }, [key])
  useEffect(() => {
    const href = followed.current.get(key)
    if (navigation !== NavigationType.Pop || href === undefined) return undefined
    const focusLink = () => {
      const link = hasMovedOn() ? null : linkTo(href)
      if (link) link.focus({ preventScroll: true })
      if (link || hasMovedOn()) observer.disconnect()
    }
    const observer = new MutationObserver(focusLink)
    observer.observe(document.body, { childList: true, subtree: true })
    focusLink()
    const timer = setTimeout(() => observer.disconnect(), MAX_WAIT_MS)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
    }
  }, [key, navigation])
}

const linkTo = (href: string) =>
  [...document.querySelectorAll<HTMLAnchorElement>('main a[href]')].find(
    (link) => link.getAttribute('href') === href,
  )

/** Whether something other than the new page's heading has the focus. */
const hasMovedOn = () => document.activeElement !== document.body && document.activeElement?.tagName !== 'H1'
