import { Button, CopyButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { pageBase } from '#src/lib/page-base.ts'
import { routes } from '#src/routes/routes.ts'

interface CopyLinkButtonProps {
  /** The explorer's query string, without its "?". */
  search: string
  /** The accessible name, where the text alone is ambiguous. */
  label?: string
  children: ReactNode
}

/** Copies the URL of the explorer with these filters. */
export function CopyLinkButton({ search, label, children }: CopyLinkButtonProps) {
  const url = `${window.location.origin}${pageBase()}${routes.nodes.url(new URLSearchParams(search))}`
  return (
    <CopyButton value={url}>
      {({ copied, copy }) => (
        <Button size="compact-xs" variant="subtle" aria-label={copied ? undefined : label} onClick={copy}>
          {copied ? 'Copied' : children}
        </Button>
      )}
    </CopyButton>
  )
}
