import { Component, type ReactNode } from 'react'

interface RenderBoundaryProps {
  /** Rendered in place of children that threw. */
  renderError: (error: Error, retry: () => void) => ReactNode
  children: ReactNode
}

/** Catches render errors of its children, so that the rest of the page stays. */
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
