import { Button, type ButtonProps } from '@mantine/core'
import { Link } from 'react-router'
import { readOnlyProps, useReadOnly } from './read-only.ts'

interface WriteButtonProps extends ButtonProps {
  /** URL of the page that writes; for a button that writes here, `onClick`. */
  to?: string
  onClick?: () => void
  'aria-label'?: string
  'aria-haspopup'?: 'dialog'
}

/** A button that changes something, or leads to where it is changed. It is disabled for people who may only read, and says why. */
export function WriteButton({ to, ...props }: WriteButtonProps) {
  const readOnly = useReadOnly()
  // The page that it leads to is guarded too.
  if (to !== undefined && readOnly?.isKnown !== true) return <Button component={Link} to={to} {...props} />
  return <Button {...props} {...(readOnly && readOnlyProps(readOnly))} />
}
