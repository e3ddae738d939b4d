import { type RefObject, useEffect } from 'react'
import { useNavigate } from 'react-router'
import { withoutPageBase } from '#src/lib/page-base.ts'

/**
 * Lets the router follow plain `<a>` elements inside a container. Mounting a hundred of the router's own links while
 * scrolling takes longer than a frame.
 */
export function usePlainLinks(container: RefObject<HTMLElement | null>) {
  const navigate = useNavigate()
  useEffect(() => {
    const element = container.current
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      const isPlain =
        event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
      if (!link || !isPlain) return
      event.preventDefault()
      // The router adds the base of the pages itself.
      void navigate(withoutPageBase(link.pathname) + link.search)
    }
    element?.addEventListener('click', follow)
    return () => element?.removeEventListener('click', follow)
  }, [container, navigate])
}
