import { Button, Progress } from '@mantine/core'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { NameList } from '#src/ui/NameList.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import '@mantine/core/styles/Progress.layer.css'
import type { useNodeExport } from './use-node-export.ts'
import styles from './NodeExportNotice.module.css'

/** The progress of an export, and how it ended. */
export function NodeExportNotice({ state, start, save, close }: ReturnType<typeof useNodeExport>) {
  if (state === null) return null
  switch (state.kind) {
    case 'reading':
      return (
        <Notice tone="moving" actions={<NoticeButton label="Cancel" onClick={close} />}>
          Reading nodes to export: {formatNumber(state.done)} of {plural(state.of, 'node')}.
          <Progress
            size="sm"
            className={styles['bar']}
            value={state.of === 0 ? 0 : (state.done / state.of) * 100}
            aria-label="Nodes read to export"
          />
        </Notice>
      )
    case 'incomplete': {
      const { request, read, readAt } = state
      return (
        <Notice
          tone="bad"
          live
          actions={
            <>
              <NoticeButton label="Retry" onClick={() => void start(request)} />
              <NoticeButton label="Save without them" onClick={() => void save(request, read, readAt)} />
              <NoticeButton label="Cancel" onClick={close} />
            </>
          }
        >
          Failed to load the nodes of <NameList names={read.failures.map(({ group }) => group.name)} />:{' '}
          {read.failures[0]?.message} Nothing is saved yet; {plural(read.rows.length, 'node')} of other groups{' '}
          {read.rows.length === 1 ? 'is' : 'are'} ready.
        </Notice>
      )
    }
    case 'saved':
      return (
        <Notice
          tone={state.missingGroups === 0 ? 'good' : 'waiting'}
          live
          actions={<NoticeButton label="Close" onClick={close} />}
        >
          {plural(state.nodes, 'node')} saved as {state.fileName}.
          {state.missingGroups > 0 &&
            ` The file is incomplete: ${plural(state.missingGroups, 'group')} could not be read.`}
        </Notice>
      )
    case 'failed':
      return (
        <Notice
          tone="bad"
          live
          actions={
            <>
              <NoticeButton label="Retry" onClick={() => void start(state.request)} />
              <NoticeButton label="Close" onClick={close} />
            </>
          }
        >
          Failed to export the nodes: {state.message}
        </Notice>
      )
  }
  return null
}

function NoticeButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button size="compact-xs" variant="default" onClick={onClick}>
      {label}
    </Button>
  )
}
