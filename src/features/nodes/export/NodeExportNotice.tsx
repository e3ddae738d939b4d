import { plural } from '#src/lib/format-number.ts'
import { ExportNotice, NoticeButton } from '#src/ui/ExportNotice.tsx'
import { NameList } from '#src/ui/NameList.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import type { ExportRequest, useNodeExport } from './use-node-export.ts'

const NOUN = ['node', 'nodes'] as const

/** The progress of an export, how it ended, and the question about groups that failed to load. */
export function NodeExportNotice({ state, start, save, close }: ReturnType<typeof useNodeExport>) {
  if (state === null) return null
  if (state.kind === 'saved') {
    const { fileName, nodes, missingGroups } = state
    const warning =
      missingGroups > 0
        ? `The file is incomplete: failed to read ${plural(missingGroups, 'group')}.`
        : undefined
    const progress = { kind: 'saved', fileName, count: nodes, warning } as const
    return <ExportNotice progress={progress} noun={NOUN} onRetry={close} onClose={close} />
  }
  const retry = (request: ExportRequest) => () => void start(request)
  if (state.kind !== 'incomplete')
    return <ExportNotice progress={state} noun={NOUN} onRetry={retry(state.request)} onClose={close} />
  const { request, read, readAt } = state
  return (
    <Notice
      tone="bad"
      live
      actions={
        <>
          <NoticeButton label="Retry" onClick={retry(request)} />
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
