import { Button, Modal } from '@mantine/core'
import '@mantine/core/styles/Modal.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import { SHORTCUTS } from './shortcuts.ts'
import { Key } from '#src/ui/Key.tsx'
import styles from './ShortcutsDialog.module.css'

interface ShortcutsDialogProps {
  opened: boolean
  onClose: () => void
  /** The platform's modifier key: "Ctrl" or "⌘". */
  mod: string
}

/** Lists the keyboard shortcuts. */
export function ShortcutsDialog({ opened, onClose, mod }: ShortcutsDialogProps) {
  const palette = { keys: [mod, 'K'], description: 'Search for a page, group, channel, package or node' }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      returnFocus={false}
      withCloseButton={false}
      transitionProps={{ duration: 0 }}
      centered
    >
      <Modal.Title className={styles['title']}>Keyboard shortcuts</Modal.Title>
      <dl className={styles['list']}>
        {[palette, ...SHORTCUTS].map(({ keys, description }) => (
          <ShortcutLine key={description} keys={keys} description={description} />
        ))}
      </dl>
      <Button size="xs" variant="default" onClick={onClose} data-autofocus>
        Close
      </Button>
    </Modal>
  )
}

const ShortcutLine = ({ keys, description }: { keys: readonly string[]; description: string }) => (
  <>
    <dt>
      {keys.map((key) => (
        <Key key={key}>{key}</Key>
      ))}
    </dt>
    <dd>{description}</dd>
  </>
)
