import { Button, CopyButton } from '@mantine/core'

/** Copies a value that stands next to it. */
export const CopyValueButton = ({ value, label }: { value: string; label: string }) => (
  <CopyButton value={value}>
    {({ copied, copy }) => (
      <Button size="compact-xs" variant="default" aria-label={copied ? undefined : label} onClick={copy}>
        {copied ? 'Copied' : 'Copy'}
      </Button>
    )}
  </CopyButton>
)
