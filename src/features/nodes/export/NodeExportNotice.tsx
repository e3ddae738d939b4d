import { Button, Progress } from '@mantine/core'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { Notice } from '#src/ui/Notice.tsx'
import '@mantine/core/styles/Progress.layer.css'
import styles from './NodeExportNotice.module.css'
import type { useNodeExport } from './use-node-export.ts'

/** How a file of nodes gets on, and how it ended. */
export function NodeExportNotice({ state, start, save, cancel }: ReturnType<typeof useNodeExport>) {
  if (state === null) return null
  const close = (words: string) => (
    <Button size="compact-xs" variant="default" onClick={cancel}>
      {words}
    </Button>
  )
  switch (state.kind) {
    case 'reading': {
      const { at, of } = state
      return (
        <Notice tone="moving" actions={close('Cancel')}>
          Reading the nodes for the file: looked at {formatNumber(at)} of {plural(of, 'node')}.
          <Progress
            size="sm"
            className={styles['bar']}
            value={of === 0 ? 0 : (at / of) * 100}
            aria-label="Nodes read for the file"
          />
        </Notice>
      )
    }
    case 'incomplete': {
      const { order, read, readAt } = state
      return (
        <Notice
          tone="bad"
          live
          actions={
            <>
              <Button size="compact-xs" variant="default" onClick={() => void start(order)}>
                Read again
              </Button>
              <Button size="compact-xs" variant="default" onClick={() => void save(order, read, readAt)}>
                Save without them
              </Button>
              {close('Cancel')}
            </>
          }
        >
          Nothing is saved yet: the nodes of {read.failures.map(({ group }) => group.name).join(', ')} could
          not be read. {read.failures[0]?.message} {plural(read.rows.length, 'node')} of other groups could.
        </Notice>
      )
    }
    case 'saved':
      return (
        <Notice tone={state.missing === 0 ? 'good' : 'waiting'} live actions={close('Close')}>
          {plural(state.nodes, 'node')} saved as {state.name}
          {state.missing > 0 &&
            `, without those of ${plural(state.missing, 'group')} that could not be read: the file is incomplete`}
          .
        </Notice>
      )
    case 'failed':
      return (
        <Notice
          tone="bad"
          live
          actions={
            <>
              <Button size="compact-xs" variant="default" onClick={() => void start(state.order)}>
                Try again
              </Button>
              {close('Close')}
            </>
          }
        >
          The file could not be made: {state.message}
        </Notice>
      )
  }
  return null
}
