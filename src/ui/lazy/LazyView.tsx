import { type ReactNode, useSyncExternalStore } from 'react'
import type { LazyComponent } from './lazy-component.ts'
import { LoadFailure, type LoadFailureProps } from './LoadFailure.tsx'

interface LazyViewProps<Props> {
  component: LazyComponent<Props>
  /** What failed, if it does: "Failed to load the chart". */
  failureTitle: string
  /** Shown while the code loads. */
  loading?: ReactNode
  /** Where the failure stands in a frame of its own. */
  renderFailure?: (failure: LoadFailureProps) => ReactNode
  /** Of the component itself. */
  props: Props
}

/** Renders a component once its code is loaded. A failed load stands in its place, and the rest of the page stays. */
export function LazyView<Props extends object>(view: LazyViewProps<Props>) {
  const { component, failureTitle, loading = null, renderFailure, props } = view
  const state = useSyncExternalStore(component.state.subscribe, component.state.get)
  if (state.kind === 'loading') return loading
  if (state.kind === 'loaded') return <state.Component {...props} />
  const { error, isRetrying } = state
  const failure = { title: failureTitle, error, isRetrying, onRetry: () => void component.load() }
  return renderFailure ? renderFailure(failure) : <LoadFailure {...failure} />
}
