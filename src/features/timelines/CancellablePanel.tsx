import { Button } from '@mantine/core'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { type ComponentProps, useState } from 'react'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'

interface Cancel {
  cancelled: boolean
  cancel: () => void
  resume: () => void
}

/** Lets a reader call off a slow question. Ask with `enabled: !cancelled`, and with the query's own signal. */
export function useCancel(queryKey: QueryKey): Cancel {
  const client = useQueryClient()
  const [cancelled, setCancelled] = useState(false)
  const cancel = () => {
    setCancelled(true)
    void client.cancelQueries({ queryKey, exact: true })
  }
  return { cancelled, cancel, resume: () => setCancelled(false) }
}

/** A `QueryPanel` whose first answer may take so long that somebody would rather not wait. */
export function CancellablePanel<Data>(props: ComponentProps<typeof QueryPanel<Data>> & { cancel: Cancel }) {
  const { cancel, ...panel } = props
  const { query, title, headingLevel = 2 } = panel
  if (cancel.cancelled && query.data === undefined) {
    return (
      <Panel title={title} headingLevel={headingLevel}>
        <EmptyState
          title="Not loaded: it was cancelled"
          actions={
            <Button size="xs" variant="default" onClick={cancel.resume}>
              Load {title}
            </Button>
          }
        />
      </Panel>
    )
  }
  return (
    <QueryPanel
      {...panel}
      actions={
        query.data === undefined && query.isFetching ? (
          <Button size="compact-xs" variant="default" onClick={cancel.cancel}>
            Cancel
          </Button>
        ) : (
          panel.actions
        )
      }
    />
  )
}
