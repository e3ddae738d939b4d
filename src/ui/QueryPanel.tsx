import { Skeleton, VisuallyHidden } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useContext } from 'react'
import { toServerTime } from '#src/lib/server-clock.ts'
import { OldDataAge } from './DataAge.tsx'
import { EmptyState } from './EmptyState.tsx'
import { ErrorState } from './ErrorState.tsx'
import { ExplainedErrorContext } from './explained-error.ts'
import { MissingOnPaper } from './MissingOnPaper.tsx'
import { Panel, type PanelProps } from './Panel.tsx'
import { RefreshErrorNotice } from './RefreshErrorNotice.tsx'
import { RenderBoundary } from './RenderBoundary.tsx'
import { SlowResponse } from './SlowResponse.tsx'
import { useLastError } from './use-last-error.ts'
import styles from './QueryPanel.module.css'

interface QueryContentProps<Data> {
  title: string
  query: UseQueryResult<Data>
  isEmpty?: ((data: Data) => boolean) | undefined
  /** Shown if `isEmpty` returns true. */
  empty?: ReactNode
  /** About the height of the content, so that the page doesn't jump when the data arrives. */
  minHeight?: string | undefined
  children: (data: Data) => ReactNode
}

type QueryPanelProps<Data> = QueryContentProps<Data> & Omit<PanelProps, 'children' | 'busy'>

/**
 * A panel for the data of one query: its loading, empty and error states, with a retry. After a failed refresh it keeps
 * the data and reports its age. An error affects no other panel.
 */
export function QueryPanel<Data>(props: QueryPanelProps<Data>) {
  const { query, isEmpty, empty, minHeight, children, note, ...panel } = props
  return (
    <Panel
      {...panel}
      busy={query.isFetching && (query.isPending || query.isPlaceholderData)}
      note={
        <>
          {note}
          {query.isSuccess && <OldDataAge updatedAt={toServerTime(query.dataUpdatedAt)} isAlone={!note} />}
        </>
      }
    >
      <QueryContent title={panel.title} query={query} isEmpty={isEmpty} empty={empty} minHeight={minHeight}>
        {children}
      </QueryContent>
    </Panel>
  )
}

function QueryContent<Data>(props: QueryContentProps<Data>) {
  const { title, query, isEmpty, empty, minHeight = '8rem', children } = props
  const isExplained = useContext(ExplainedErrorContext)
  const lastError = useLastError(query)
  if (query.data === undefined) {
    return (
      <div style={{ minHeight }} className={styles['inset']}>
        {lastError ? (
          <ErrorState
            title={`Failed to load “${title}”`}
            error={lastError}
            onRetry={() => void query.refetch()}
            retrying={query.isFetching}
          />
        ) : (
          <LoadingLines label={`Loading “${title}”`} isWaiting={query.isFetching} />
        )}
      </div>
    )
  }
  return (
    <>
      {query.isError && !isExplained(query) && (
        <div className={styles['inset']}>
          <RefreshErrorNotice query={query} />
        </div>
      )}
      <RenderBoundary
        renderError={(error, retry) => (
          <ErrorState title={`Failed to show “${title}”`} error={error} onRetry={retry} />
        )}
      >
        {isEmpty?.(query.data) ? (
          (empty ?? <EmptyState title="No data" />)
        ) : (
          <div className={styles['data']} data-previous={query.isPlaceholderData || undefined}>
            {children(query.data)}
          </div>
        )}
      </RenderBoundary>
    </>
  )
}

interface LoadingLinesProps {
  label: string
  lines?: number
  /** Whether a request is in progress; false while the text has not been asked for. */
  isWaiting?: boolean
}

/** Grey lines in place of text that is still loading. */
export function LoadingLines({ label, lines = 3, isWaiting = true }: LoadingLinesProps) {
  return (
    <div className={styles['lines']}>
      <VisuallyHidden component="output">{label}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={12} width={`${90 - ((line * 17) % 45)}%`} aria-hidden />
      ))}
      <SlowResponse className={styles['slow']} isWaiting={isWaiting} />
      <MissingOnPaper />
    </div>
  )
}
