import type { ReactElement } from 'react'
import type { Tone } from './tone.ts'

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6, strokeLinecap: 'round' } as const

// Five shapes that differ without their colours.
const shapes: Record<Tone, ReactElement> = {
  neutral: (
    <g {...stroke}>
      <circle cx="8" cy="8" r="6" />
      <path d="M5.5 8h5" />
    </g>
  ),
  moving: (
    <g {...stroke} strokeLinejoin="round">
      <path d="M13.7 6.2A6 6 0 0 0 3.2 4.4M2.3 9.8a6 6 0 0 0 10.5 1.8" />
      <path d="M3 1.9v2.8h2.8M13 14.1v-2.8h-2.8" />
    </g>
  ),
  good: (
    <g {...stroke} strokeLinejoin="round">
      <circle cx="8" cy="8" r="6" />
      <path d="m5.4 8.2 1.8 1.8 3.4-3.8" />
    </g>
  ),
  bad: (
    <g {...stroke} strokeLinejoin="round">
      <path d="M5.3 2h5.4L14 5.3v5.4L10.7 14H5.3L2 10.7V5.3z" />
      <path d="M8 5v3.4M8 10.9v.1" />
    </g>
  ),
  waiting: (
    <g {...stroke}>
      <circle cx="8" cy="8" r="6" />
      <path d="M6.5 6v4M9.5 6v4" />
    </g>
  ),
}

/** The icon of a tone, hidden from screen readers: the text beside it has the meaning. */
export function ToneIcon({ tone, size = 16 }: { tone: Tone; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {shapes[tone]}
    </svg>
  )
}
