import { Button, Modal } from '@mantine/core'
import '@mantine/core/styles/Modal.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import { SHORTCUTS } from './shortcuts.ts'
import styles from './Shortcuts.module.css'

interface ShortcutsDialogProps {
  opened: boolean
  onClose: () => void
  /** How the platform's own key is called: "Ctrl", "⌘". */
  mod: string
}

/** What keys do. */
export function ShortcutsDialog({ opened, onClose, mod }: ShortcutsDialogProps) {
  const palette = { keys: [mod, 'K'], words: 'Search, and go to a page, group, channel, package or node' }
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
        {[palette, ...SHORTCUTS].map(({ keys, words }) => (
          <ShortcutLine key={words} keys={keys} words={words} />
        ))}
      </dl>
      <Button size="xs" variant="default" onClick={onClose} data-autofocus>
        Close
      </Button>
    </Modal>
  )
}

const ShortcutLine = ({ keys, words }: { keys: readonly string[]; words: string }) => (
  <>
    <dt>
      {keys.map((key) => (
        <kbd key={key} className={styles['key']}>
          {key}
        </kbd>
      ))}
    </dt>
    <dd>{words}</dd>
  </>
)
