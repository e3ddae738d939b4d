import { Modal } from '@mantine/core'
import '@mantine/core/styles/Modal.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import type { FormEvent, ReactNode } from 'react'
import styles from './FormDialog.module.css'

interface FormDialogProps {
  title: ReactNode
  /** In px. */
  size: number
  /** False where the caller moves the focus itself. */
  returnFocus?: boolean
  onClose: () => void
  onSubmit: () => void
  children: ReactNode
}

/** An open dialog with one form. A click beside it does not close it, so nothing typed is lost. */
export function FormDialog({
  title,
  size,
  returnFocus = true,
  onClose,
  onSubmit,
  children,
}: FormDialogProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      returnFocus={returnFocus}
      closeOnClickOutside={false}
      transitionProps={{ duration: 0 }}
      size={size}
    >
      {/* The focus does not start on a button: an Enter held down would press it. */}
      <Modal.Title className={styles['title']} tabIndex={-1} data-autofocus>
        {title}
      </Modal.Title>
      <form onSubmit={submit} className={styles['form']}>
        {children}
      </form>
    </Modal>
  )
}
