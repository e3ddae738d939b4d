import { Combobox } from '@mantine/core'
import type { JumpTarget } from './jump-targets.ts'
import styles from './Palette.module.css'

interface PaletteOptionsProps {
  matches: readonly JumpTarget[]
  nodes: readonly JumpTarget[]
}

const KINDS = [
  { kind: 'page', title: 'Pages' },
  { kind: 'group', title: 'Groups' },
  { kind: 'rollout', title: 'Rollouts' },
  { kind: 'application', title: 'Applications' },
  { kind: 'channel', title: 'Channels' },
  { kind: 'package', title: 'Packages' },
  { kind: 'node', title: 'Nodes' },
] as const

/** Where one can go, by kind; nodes come last, since they come late. */
export function PaletteOptions({ matches, nodes }: PaletteOptionsProps) {
  const all = [...matches, ...nodes]
  return (
    <Combobox.Options aria-label="Places" className={styles['options']}>
      {KINDS.map(({ kind, title }) => {
        const those = all.filter((target) => target.kind === kind)
        return those.length === 0 ? null : (
          <Combobox.Group key={kind} label={title}>
            {those.map(({ key, label, note }) => (
              <Combobox.Option key={key} value={key} className={styles['option'] ?? ''}>
                <span>{label}</span> <span className={styles['note']}>{note}</span>
              </Combobox.Option>
            ))}
          </Combobox.Group>
        )
      })}
    </Combobox.Options>
  )
}
