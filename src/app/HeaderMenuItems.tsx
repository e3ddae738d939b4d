import { useQuery } from '@tanstack/react-query'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { Key } from '#src/ui/Key.tsx'
import styles from './HeaderMenuItems.module.css'
import { ThemeSwitch } from './ThemeSwitch.tsx'

interface HeaderMenuItemsProps {
  /** Of the popover that they stand in. */
  menuId: string
  onShortcuts: () => void
}

/** The user, settings, and the update server behind Platte. */
export function HeaderMenuItems({ menuId, onShortcuts }: HeaderMenuItemsProps) {
  const { data: status } = useQuery(platteStatusQuery())
  return (
    <>
      <AccountMenu />
      {status?.update_server && (
        <p className={styles['server']}>
          Update server <strong>{status.update_server}</strong>
        </p>
      )}
      <div className={styles['line']}>
        <span>Theme</span>
        <ThemeSwitch />
      </div>
      <button
        type="button"
        className={styles['item']}
        popoverTarget={menuId}
        popoverTargetAction="hide"
        onClick={onShortcuts}
      >
        Keyboard shortcuts <Key>?</Key>
      </button>
    </>
  )
}
