import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { routes } from '#src/routes/routes.ts'
import { CopyLinkButton } from './CopyLinkButton.tsx'
import type { SavedView } from './saved-views.ts'
import { ViewNameForm } from './ViewNameForm.tsx'
import styles from './SavedViewsMenu.module.css'

interface SavedViewItemProps {
  view: SavedView
  isCurrent: boolean
  /** Names of the other views. */
  otherNames: readonly string[]
  /** Called when the link to the view is followed. */
  onOpen: () => void
  onRename: (name: string) => void
  onDelete: () => void
}

/** A saved view: a link that opens it, and buttons to share, rename and delete it. */
export function SavedViewItem(props: SavedViewItemProps) {
  const { view, isCurrent, otherNames, onOpen, onRename, onDelete } = props
  const { name, search } = view
  const [newName, setNewName] = useState<string | null>(null)
  const [confirmsDelete, setConfirmsDelete] = useState(false)
  if (newName !== null) {
    return (
      <ViewNameForm
        label={`New name of ${name}`}
        action="Rename"
        name={newName}
        onNameChange={setNewName}
        takenNames={otherNames}
        onSubmit={(name) => {
          setNewName(null)
          onRename(name)
        }}
        onCancel={() => setNewName(null)}
      />
    )
  }
  return (
    <>
      <Link
        to={routes.nodes.url(new URLSearchParams(search))}
        onClick={onOpen}
        aria-current={isCurrent ? 'true' : undefined}
        className={styles['name']}
      >
        <bdi>{name}</bdi>
      </Link>
      {confirmsDelete ? (
        <ConfirmDelete name={name} onDelete={onDelete} onCancel={() => setConfirmsDelete(false)} />
      ) : (
        <>
          <CopyLinkButton search={search} label={`Copy a link to ${name}`}>
            Copy link
          </CopyLinkButton>
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`Rename ${name}`}
            onClick={() => setNewName(name)}
          >
            Rename
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`Delete ${name}`}
            onClick={() => setConfirmsDelete(true)}
          >
            Delete
          </Button>
        </>
      )}
    </>
  )
}

interface ConfirmDeleteProps {
  name: string
  onDelete: () => void
  onCancel: () => void
}

const ConfirmDelete = ({ name, onDelete, onCancel }: ConfirmDeleteProps) => (
  <>
    <Button size="compact-xs" color="red" onClick={onDelete}>
      Delete <bdi>{name}</bdi>
    </Button>
    <Button size="compact-xs" variant="default" onClick={onCancel}>
      Cancel
    </Button>
  </>
)
