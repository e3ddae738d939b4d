import { type ReactNode, useSyncExternalStore } from 'react'
import type { Part } from './part.ts'
import { PartFailure, type PartFailureProps } from './PartFailure.tsx'

interface LazyPartProps<Props> {
  part: Part<Props>
  /** What failed, if it does: "Failed to load the chart". */
  failureTitle: string
  /** Shown while the code loads. */
  loading?: ReactNode
  /** Where the failure stands in a frame of its own. */
  renderFailure?: (failure: PartFailureProps) => ReactNode
  /** Of the part itself. */
  props: Props
}

/** Shows a part once its code is loaded. A failed load stands in its place, and the rest of the page stays. */
export function LazyPart<Props extends object>(lazyPart: LazyPartProps<Props>) {
  const { part, failureTitle, loading = null, renderFailure, props } = lazyPart
  const state = useSyncExternalStore(part.state.subscribe, part.state.get)
  if (state.kind === 'loading') return loading
  if (state.kind === 'loaded') return <state.Component {...props} />
  const { error, isRetrying } = state
  const failure = { title: failureTitle, error, isRetrying, onRetry: () => void part.load() }
  return renderFailure ? renderFailure(failure) : <PartFailure {...failure} />
}
