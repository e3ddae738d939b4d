import { useEffect, useRef } from 'react'
import { useLocation, useNavigationType } from 'react-router'

/** For so many frames after Back, the link may still be missing: its data is cached, but it has to render. */
const MOST_FRAMES = 60

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
    if (navigation !== 'POP' || href === undefined) return undefined
    let frames = 0
    const find = () => {
      if (hasMovedOn()) return
      const link = [...document.querySelectorAll<HTMLAnchorElement>('main a[href]')].find(
        (link) => link.getAttribute('href') === href,
      )
      frames += 1
      if (link) link.focus({ preventScroll: true })
      else if (frames < MOST_FRAMES) frame = requestAnimationFrame(find)
    }
    let frame = requestAnimationFrame(find)
    return () => cancelAnimationFrame(frame)
  }, [key, navigation])
}

/** Whether something other than the new page's heading has the focus. */
const hasMovedOn = () => document.activeElement !== document.body && document.activeElement?.tagName !== 'H1'
