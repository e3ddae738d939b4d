import { Component, type ReactNode } from 'react'

interface RenderBoundaryProps {
  /** Shown instead of what threw. */
  renderError: (error: Error, retry: () => void) => ReactNode
  children: ReactNode
}

/** Keeps a mistake in one part of the page from taking the rest with it. */
export class RenderBoundary extends Component<RenderBoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(thrown: unknown) {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) }
  }

  override render() {
    const { error } = this.state
    return error ? this.props.renderError(error, () => this.setState({ error: null })) : this.props.children
  }
}
