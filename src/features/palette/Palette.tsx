import { Combobox, Modal, TextInput, useCombobox, VisuallyHidden } from '@mantine/core'
import '@mantine/core/styles/Modal.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { routes } from '#src/routes/routes.ts'
import { type JumpTarget, matchingTargets, type PaletteAction } from './jump-targets.ts'
import { NodeSearchStatus } from './NodeSearchStatus.tsx'
import styles from './Palette.module.css'
import { PaletteOptions } from './PaletteOptions.tsx'
import { recentNodes } from './recent-nodes.ts'
import { useJumpTargets } from './use-jump-targets.ts'
import { useNodeSearch } from './use-node-search.ts'
import { useWaitForSearch } from './use-wait-for-search.ts'

interface PaletteProps {
  opened: boolean
  /** What can be done on this page, besides going elsewhere. */
  actions: readonly PaletteAction[]
  onClose: () => void
  /** Called instead of `onClose` when a page opens, whose heading then takes the focus. */
  onLeave: () => void
  /** Returns what was typed before the palette was there, and forgets it. */
  takeTyped: () => string
}

/** Opens any page, group, channel, package or node by its name, and does what the page offers. */
export function Palette({ opened, onClose, ...search }: PaletteProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      returnFocus={false}
      withCloseButton={false}
      padding={0}
      size={640}
      yOffset="8vh"
      transitionProps={{ duration: 0 }}
    >
      <VisuallyHidden>
        <Modal.Title>Go to</Modal.Title>
      </VisuallyHidden>
      <PaletteSearch onClose={onClose} {...search} />
    </Modal>
  )
}

const NO_NODES: never[] = []
const EXPLORER_KEY = 'search'

function PaletteSearch({ actions, onClose, onLeave, takeTyped }: Omit<PaletteProps, 'opened'>) {
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [recent] = useState(recentNodes)
  const query = text.trim()
  const { targets, groups } = useJumpTargets(query !== '')
  const results = useNodeSearch(groups, query)
  const combobox = useCombobox({ opened: true })
  const found = results?.found ?? NO_NODES
  const exact = found.filter(({ isExact }) => isExact)
  const others = found.filter(({ isExact }) => !isExact)
  const matches = [...matchingTargets(targets, query), ...matchingTargets(actions, query)]
  const nodes = query === '' ? recent : [explorerTarget(query), ...others]
  const shown = [...exact, ...matches, ...nodes]
  const choose = (option: JumpTarget | PaletteAction) => {
    if (option.kind === 'action') {
      onClose()
      // After the focus is back, so that a dialog returns it there.
      requestAnimationFrame(option.perform)
    } else {
      onLeave()
      void navigate(option.to)
    }
  }
  const openSearch = useWaitForSearch({ query, results, exact: exact[0], choose })
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(key) => {
        const option = shown.find((option) => option.key === key)
        if (!option) return
        // The query may be the name of a node that is still being searched for.
        if (option.kind !== 'action' && option.key === EXPLORER_KEY) openSearch(option)
        else choose(option)
      }}
    >
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          data-autofocus
          size="md"
          variant="unstyled"
          classNames={{ input: styles['input'] ?? '' }}
          aria-label="Go to a page, group, channel, package or node"
          placeholder="Go to a page, group, channel, package or node"
          value={text}
          onFocus={() => {
            // Until now, keys went elsewhere.
            const typed = takeTyped()
            if (typed !== '') setText((text) => typed + text)
          }}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose()
          }}
        />
      </Combobox.EventsTarget>
      <PaletteOptions query={query} exact={exact} matches={matches} nodes={nodes} />
      <FirstSelected key={`${query} ${shown[0]?.key ?? ''}`} select={combobox.selectFirstOption} />
      <NodeSearchStatus query={query} groups={groups.length} results={results} />
    </Combobox>
  )
}

/** Opens the explorer with the query. */
const explorerTarget = (query: string): JumpTarget => ({
  key: EXPLORER_KEY,
  kind: 'node',
  label: `Search nodes for “${query}”`,
  note: 'in the explorer, with filters',
  to: routes.nodes.url(nodeFilterParams({ search: query })),
})

/** Selects the first option once the options of a new query, or better ones that have loaded since, have rendered. */
function FirstSelected({ select }: { select: () => void }) {
  useEffect(() => {
    // Its return value is not a cleanup function.
    select()
  }, [select])
  return null
}
