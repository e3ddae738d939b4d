import { createContext, type ReactNode } from 'react'

/** What the gate around the dashboard says above every page; null for nothing. */
export const GateNoticeContext = createContext<ReactNode>(null)
