import { type RefObject, useEffect } from 'react'
import { useNavigate } from 'react-router'

/**
 * Follows plain links inside an element to pages of the dashboard. A hundred of the router's own links that come and
 * go while somebody scrolls cost more time than a frame has.
 */
export function usePlainLinks(around: RefObject<HTMLElement | null>) {
  const navigate = useNavigate()
  useEffect(() => {
    const element = around.current
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      const isPlain =
        event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
      if (!link || !isPlain) return
      event.preventDefault()
      void navigate(link.pathname + link.search)
    }
    element?.addEventListener('click', follow)
    return () => element?.removeEventListener('click', follow)
  }, [around, navigate])
}
