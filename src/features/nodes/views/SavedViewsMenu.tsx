import { Button, CopyButton } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { routes } from '#src/routes/routes.ts'
import { MenuHint, PopoverMenu } from '#src/ui/PopoverMenu.tsx'
import { type SavedView, useSavedViews, withoutView, withView } from './saved-views.ts'
import { ViewNameForm } from './ViewNameForm.tsx'
import styles from './SavedViewsMenu.module.css'

interface SavedViewsProps {
  /** Of the URL as it is, without its "?". */
  search: string
}

/** What is typed outlives the menu, which closes when somebody looks elsewhere. */
export function SavedViewsMenu({ search }: SavedViewsProps) {
  const { views, setViews } = useSavedViews()
  const [name, setName] = useState('')
  const [renamed, setRenamed] = useState<SavedView | null>(null)
  const current = views.find((view) => view.search === search)
  const names = views.map(({ name }) => name)
  return (
    <PopoverMenu
      label="Saved views"
      button={current ? `View: ${current.name}` : 'Saved views'}
      align="end"
      wide
    >
      {(close) => (
        <>
          {views.length === 0 && <MenuHint>No view is saved in this browser yet.</MenuHint>}
          {views.length > 0 && (
            <ul className={styles['views']} aria-label="Views">
              {views.map((view) => (
                <li key={view.name} className={styles['view']}>
                  {renamed?.name === view.name ? (
                    <ViewNameForm
                      label={`New name of ${view.name}`}
                      action="Rename"
                      initial={view.name}
                      names={names.filter((name) => name !== view.name)}
                      onSave={(name) => {
                        setViews(withView(withoutView(views, view.name), { ...view, name }))
                        setRenamed(null)
                      }}
                      onCancel={() => setRenamed(null)}
                    />
                  ) : (
                    <SavedViewLine
                      view={view}
                      current={view === current}
                      onOpen={close}
                      onRename={() => setRenamed(view)}
                      onDelete={() => setViews(withoutView(views, view.name))}
                    />
                  )}
                </li>
              ))}
            </ul>
          )}
          <ViewNameForm
            label="Save these filters as"
            action="Save"
            value={name}
            onType={setName}
            names={names}
            onSave={(name) => {
              setViews(withView(views, { name, search }))
              setName('')
            }}
          />
          <CopyLink search={search} words="Copy a link to these filters" />
          <MenuHint>
            Saved in this browser only. A link shows the same to everybody who may see this dashboard.
          </MenuHint>
        </>
      )}
    </PopoverMenu>
  )
}

interface SavedViewLineProps {
  view: SavedView
  current: boolean
  onOpen: () => void
  onRename: () => void
  onDelete: () => void
}

function SavedViewLine({ view, current, onOpen, onRename, onDelete }: SavedViewLineProps) {
  const [asks, setAsks] = useState(false)
  const { name, search } = view
  return (
    <>
      <Link
        to={routes.nodes.url(new URLSearchParams(search))}
        onClick={onOpen}
        aria-current={current ? 'true' : undefined}
        className={styles['name']}
      >
        {name}
      </Link>
      {asks ? (
        <>
          <Button size="compact-xs" color="red" onClick={onDelete}>
            Delete {name}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => setAsks(false)}>
            Keep it
          </Button>
        </>
      ) : (
        <>
          <CopyLink search={search} words="Copy link" label={`Copy a link to ${name}`} />
          <Button size="compact-xs" variant="subtle" aria-label={`Rename ${name}`} onClick={onRename}>
            Rename
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`Delete ${name}`}
            onClick={() => setAsks(true)}
          >
            Delete
          </Button>
        </>
      )}
    </>
  )
}

function CopyLink({ search, words, label }: { search: string; words: string; label?: string }) {
  const url = `${window.location.origin}${routes.nodes.url(new URLSearchParams(search))}`
  return (
    <CopyButton value={url}>
      {({ copied, copy }) => (
        <Button size="compact-xs" variant="subtle" aria-label={copied ? undefined : label} onClick={copy}>
          {copied ? 'Copied' : words}
        </Button>
      )}
    </CopyButton>
  )
}
