import { Button, Popover } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import '@mantine/core/styles/Popover.layer.css'
import { Chevron } from './Chevron.tsx'
import styles from './PopoverMenu.module.css'

interface PopoverMenuProps {
  /** The accessible name of the menu. */
  label: string
  /** On the button; the label by default. */
  button?: ReactNode
  /** The edge of the button that the menu aligns with. */
  align?: 'start' | 'end'
  /** For menus whose lines have buttons of their own. */
  wide?: boolean
  /** Whether it is open when it appears. */
  defaultOpened?: boolean
  /** Called each time the menu opens, to load what only the menu needs. */
  onOpen?: () => void
  children: ReactNode | ((close: () => void) => ReactNode)
}

/** A button that opens a menu of form controls; the focus stays inside until it closes. */
export function PopoverMenu(props: PopoverMenuProps) {
  const {
    label,
    button = label,
    align = 'start',
    wide = false,
    defaultOpened = false,
    onOpen,
    children,
  } = props
  const [opened, setOpened] = useState(defaultOpened)
  return (
    <Popover
      position={`bottom-${align}`}
      trapFocus
      returnFocus
      shadow="md"
      opened={opened}
      onChange={setOpened}
      {...(onOpen && { onOpen })}
    >
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          rightSection={<Chevron />}
          onClick={() => setOpened((opened) => !opened)}
        >
          {button}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} className={styles['menu']} data-wide={wide || undefined}>
        {typeof children === 'function' ? children(() => setOpened(false)) : children}
      </Popover.Dropdown>
    </Popover>
  )
}

/** A short explanation below the controls of a menu. */
export function MenuHint({ children }: { children: ReactNode }) {
  return <p className={styles['hint']}>{children}</p>
}
