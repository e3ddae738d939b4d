import { VisuallyHidden } from '@mantine/core'

/** Says aloud which page one has come to, as a browser does when it loads one. */
export function RouteAnnouncer({ title }: { title: string }) {
  return (
    <VisuallyHidden component="output" aria-live="polite">
      {title}
    </VisuallyHidden>
  )
}
