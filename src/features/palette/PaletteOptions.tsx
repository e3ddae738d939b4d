import { Combobox } from '@mantine/core'
import { type JumpTarget, type PaletteAction, startsWith } from './jump-targets.ts'
import styles from './Palette.module.css'

type Option = JumpTarget | PaletteAction

interface PaletteOptionsProps {
  query: string
  /** The node whose whole name is the query, above everything else. */
  exact: readonly JumpTarget[]
  matches: readonly Option[]
  nodes: readonly JumpTarget[]
}

const KINDS = [
  { kind: 'page', title: 'Pages' },
  { kind: 'group', title: 'Groups' },
  { kind: 'action', title: 'Actions' },
  { kind: 'rollout', title: 'Rollouts' },
  { kind: 'application', title: 'Applications' },
  { kind: 'channel', title: 'Channels' },
  { kind: 'package', title: 'Packages' },
  { kind: 'node', title: 'Nodes' },
] as const

/**
 * The options by kind, those first of which one begins with the query. Nodes come last, since they load last, unless the query is
 * the name of one.
 */
export function PaletteOptions({ query, exact, matches, nodes }: PaletteOptionsProps) {
  const all = [...matches, ...nodes]
  const leads = ({ kind }: (typeof KINDS)[number]) =>
    Number(matches.some((option) => option.kind === kind && startsWith(option, query)))
  return (
    <Combobox.Options aria-label="Results" className={styles['options']}>
      <OptionGroup title="Node of this name" options={exact} />
      {KINDS.toSorted((a, b) => leads(b) - leads(a)).map(({ kind, title }) => (
        <OptionGroup key={kind} title={title} options={all.filter((option) => option.kind === kind)} />
      ))}
    </Combobox.Options>
  )
}

function OptionGroup({ title, options }: { title: string; options: readonly Option[] }) {
  if (options.length === 0) return null
  return (
    <Combobox.Group label={title}>
      {options.map(({ key, label, note }) => (
        <Combobox.Option key={key} value={key} className={styles['option'] ?? ''}>
          <bdi>{label}</bdi> <bdi className={styles['note']}>{note}</bdi>
        </Combobox.Option>
      ))}
    </Combobox.Group>
  )
}
