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

/** The options by kind; nodes come last, since they load last. */
export function PaletteOptions({ matches, nodes }: PaletteOptionsProps) {
  const all = [...matches, ...nodes]
  return (
    <Combobox.Options aria-label="Results" className={styles['options']}>
      {KINDS.map(({ kind, title }) => {
        const targets = all.filter((target) => target.kind === kind)
        return targets.length === 0 ? null : (
          <Combobox.Group key={kind} label={title}>
            {targets.map(({ key, label, note }) => (
              <Combobox.Option key={key} value={key} className={styles['option'] ?? ''}>
                <bdi>{label}</bdi> <bdi className={styles['note']}>{note}</bdi>
              </Combobox.Option>
            ))}
          </Combobox.Group>
        )
      })}
    </Combobox.Options>
  )
}
