import { useState } from 'react'
import { MenuHint, PopoverMenu } from '#src/ui/PopoverMenu.tsx'
import { CopyLinkButton } from './CopyLinkButton.tsx'
import { useSavedViews, withoutView, withView } from './saved-views.ts'
import { SavedViewItem } from './SavedViewItem.tsx'
import { ViewNameForm } from './ViewNameForm.tsx'
import styles from './SavedViewsMenu.module.css'

interface SavedViewsMenuProps {
  /** The explorer's query string, without its "?". */
  search: string
}

/** Opens, saves and shares views of the explorer. */
export function SavedViewsMenu({ search }: SavedViewsMenuProps) {
  const { views, setViews } = useSavedViews()
  // The menu unmounts its content when it closes; what was typed stays.
  const [newName, setNewName] = useState('')
  const current = views.find((view) => view.search === search)
  const names = views.map(({ name }) => name)
  return (
    <PopoverMenu
      label="Saved views"
      button={
        current ? (
          <>
            View: <bdi>{current.name}</bdi>
          </>
        ) : (
          'Saved views'
        )
      }
      align="end"
      wide
    >
      {(close) => (
        <>
          {views.length === 0 && <MenuHint>No views are saved in this browser yet.</MenuHint>}
          {views.length > 0 && (
            <ul className={styles['views']} aria-label="Views">
              {views.map((view) => (
                <li key={view.name} className={styles['view']}>
                  <SavedViewItem
                    view={view}
                    isCurrent={view === current}
                    otherNames={names.filter((name) => name !== view.name)}
                    onOpen={close}
                    onRename={(name) => setViews(withView(withoutView(views, view.name), { ...view, name }))}
                    onDelete={() => setViews(withoutView(views, view.name))}
                  />
                </li>
              ))}
            </ul>
          )}
          <ViewNameForm
            label="Save these filters as"
            action="Save"
            name={newName}
            onNameChange={setNewName}
            takenNames={names}
            onSubmit={(name) => {
              setViews(withView(views, { name, search }))
              setNewName('')
            }}
          />
          <CopyLinkButton search={search}>Copy a link to these filters</CopyLinkButton>
          <MenuHint>
            Views are saved in this browser only. To share one, copy its link; it works for everyone with
            access to this dashboard.
          </MenuHint>
        </>
      )}
    </PopoverMenu>
  )
}
