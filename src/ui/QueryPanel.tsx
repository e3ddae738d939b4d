import { Button, Skeleton, VisuallyHidden } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { DataAge } from '#src/ui/DataAge.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { ErrorState } from '#src/ui/ErrorState.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel, type PanelProps } from '#src/ui/Panel.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { RenderBoundary } from '#src/ui/RenderBoundary.tsx'
import styles from './QueryPanel.module.css'

interface QueryPanelProps<Data> extends Omit<PanelProps, 'children' | 'busy'> {
  query: UseQueryResult<Data>
  isEmpty?: (data: Data) => boolean
  /** Shown when `isEmpty` says so. */
  empty?: ReactNode
  /** About the content's height, so that the page doesn't jump when it comes. */
  minHeight?: string
  children: (data: Data) => ReactNode
}

/**
 * A section that shows one answer of the server: while it loads, when it fails (with a retry, and with the
 * last good answer and its age where there was one), when it is empty. It fails alone.
 */
export function QueryPanel<Data>(props: QueryPanelProps<Data>) {
  const { query, isEmpty, empty, minHeight = '8rem', children, note, ...panel } = props
  const { title } = panel
  // A query without data forgets its error while it tries again; the reader should not lose sight of it.
  const [lastError, setLastError] = useState(query.error)
  if (query.error && query.error !== lastError) setLastError(query.error)
  const retry = () => void query.refetch()
  return (
    <Panel
      {...panel}
      busy={query.isFetching && (query.isPending || query.isPlaceholderData)}
      note={
        <>
          {note}
          {note && query.isSuccess && ' · '}
          {query.isSuccess && <DataAge updatedAt={query.dataUpdatedAt} />}
        </>
      }
    >
      {query.data === undefined ? (
        <div style={{ minHeight }} className={styles['inset']}>
          {lastError ? (
            <ErrorState
              title={`${title} could not be loaded`}
              error={lastError}
              onRetry={retry}
              retrying={query.isFetching}
            />
          ) : (
            <LoadingLines label={`Loading ${title}`} />
          )}
        </div>
      ) : (
        <>
          {query.isError && (
            <div className={styles['inset']}>
              <Notice
                tone="waiting"
                live
                actions={
                  <Button size="compact-xs" variant="default" onClick={retry} loading={query.isFetching}>
                    Retry
                  </Button>
                }
              >
                Could not be refreshed: {query.error.message} What is shown was read{' '}
                <RelativeTime time={query.dataUpdatedAt} />.
              </Notice>
            </div>
          )}
          <RenderBoundary
            renderError={(error, again) => (
              <ErrorState title={`${title} could not be shown`} error={error} onRetry={again} />
            )}
          >
            {isEmpty?.(query.data) ? (
              (empty ?? <EmptyState title="Nothing here yet" />)
            ) : (
              <div className={styles['data']} data-previous={query.isPlaceholderData || undefined}>
                {children(query.data)}
              </div>
            )}
          </RenderBoundary>
        </>
      )}
    </Panel>
  )
}

/** Grey lines where text will be. */
export function LoadingLines({ label, lines = 3 }: { label: string; lines?: number }) {
  return (
    <div className={styles['lines']}>
      <VisuallyHidden component="output">{label}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={12} width={`${90 - ((line * 17) % 45)}%`} aria-hidden />
      ))}
    </div>
  )
}
