import { Button, type ButtonProps } from '@mantine/core'
import { Link } from 'react-router'
import { readOnlyProps, useReadOnlyReason } from './read-only.ts'

interface WriteButtonProps extends ButtonProps {
  /** URL of the page that writes; for a button that writes here, `onClick`. */
  to?: string
  onClick?: () => void
  'aria-label'?: string
  'aria-haspopup'?: 'dialog'
}

/** A button that changes something, or leads to where it is changed. It is disabled for people who may only read, and says why. */
export function WriteButton({ to, ...props }: WriteButtonProps) {
  const reason = useReadOnlyReason()
  if (reason !== null) return <Button {...props} {...readOnlyProps(reason)} />
  return to === undefined ? <Button {...props} /> : <Button component={Link} to={to} {...props} />
}
