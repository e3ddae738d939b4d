import type { ComponentProps } from 'react'
import { Palette } from '#src/features/palette/Palette.tsx'
import { usePaletteActions } from './use-palette-actions.tsx'

/** The palette with what it can do on this page, and the dialogs of that. */
export function ActionPalette(props: Omit<ComponentProps<typeof Palette>, 'actions'>) {
  const { actions, dialog } = usePaletteActions()
  return (
    <>
      <Palette {...props} actions={actions} />
      {dialog}
    </>
  )
}
