import { Button } from '@mantine/core'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { type ComponentProps, useState } from 'react'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'

interface Cancellation {
  isCancelled: boolean
  cancel: () => void
  resume: () => void
}

/** Lets the user cancel a slow query. Enable the query only while `isCancelled` is false. */
export function useCancellation(queryKey: QueryKey): Cancellation {
  const client = useQueryClient()
  const [isCancelled, setIsCancelled] = useState(false)
  const cancel = () => {
    setIsCancelled(true)
    void client.cancelQueries({ queryKey, exact: true })
  }
  return { isCancelled, cancel, resume: () => setIsCancelled(false) }
}

type CancellableQueryPanelProps<Data> = ComponentProps<typeof QueryPanel<Data>> & {
  cancellation: Cancellation
}

/** A `QueryPanel` with a button that cancels the first load. */
export function CancellableQueryPanel<Data>(props: CancellableQueryPanelProps<Data>) {
  const { cancellation, ...panel } = props
  const { query, title, headingLevel = 2 } = panel
  if (cancellation.isCancelled && query.data === undefined) {
    return (
      <Panel title={title} headingLevel={headingLevel}>
        <EmptyState
          title="Loading was cancelled"
          actions={
            <Button size="xs" variant="default" onClick={cancellation.resume}>
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
          <Button size="compact-xs" variant="default" onClick={cancellation.cancel}>
            Cancel
          </Button>
        ) : (
          panel.actions
        )
      }
    />
  )
}
