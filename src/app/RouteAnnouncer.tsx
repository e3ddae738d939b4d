import { VisuallyHidden } from '@mantine/core'

/** Announces the new page to screen readers after a link was followed, as browsers do when they load a page. */
export function RouteAnnouncer({ title }: { title: string }) {
  return (
    <VisuallyHidden component="output" aria-live="polite">
      {title}
    </VisuallyHidden>
  )
}
