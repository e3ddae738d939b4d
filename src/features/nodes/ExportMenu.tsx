import { Button, Popover } from '@mantine/core'
import { useState } from 'react'
import { Chevron } from '#src/ui/ChoiceMenu.tsx'
import '@mantine/core/styles/Popover.layer.css'
import type { ExportFormat } from './node-export.ts'
import styles from './NodeFilters.module.css'

interface ExportMenuProps {
  /** Why nothing can be saved now; null when it can. */
  disabledBecause: string | null
  onExport: (format: ExportFormat) => void
}

/** In which form the nodes are to be saved. */
export function ExportMenu({ disabledBecause, onExport }: ExportMenuProps) {
  const [opened, setOpened] = useState(false)
  const choose = (format: ExportFormat) => {
    setOpened(false)
    onExport(format)
  }
  const choices: [ExportFormat, string][] = [
    ['csv', 'CSV, for spreadsheets'],
    ['json', 'JSON, for programs'],
  ]
  return (
    <Popover position="bottom-end" trapFocus returnFocus shadow="md" opened={opened} onChange={setOpened}>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          rightSection={<Chevron />}
          onClick={() => setOpened((opened) => !opened)}
        >
          Export
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Export" className={styles['menu']}>
        {choices.map(([format, words]) => (
          <Button
            key={format}
            size="xs"
            variant="default"
            disabled={disabledBecause !== null}
            onClick={() => choose(format)}
          >
            {words}
          </Button>
        ))}
        <p className={styles['hint']}>
          {disabledBecause ??
            'All nodes that the filters leave, with all that is known of them here. They are read anew.'}
        </p>
      </Popover.Dropdown>
    </Popover>
  )
}
