import { Component } from 'react'
import type { ReactNode } from 'react'

export interface CrashGuardProps {
  children: ReactNode
  /** What is shown instead of a part that failed. */
  fallback: ReactNode
}

/** Keeps a part that fails from taking the page with it. The error itself is in the browser's console. */
export class CrashGuard extends Component<CrashGuardProps, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children
  }
}
