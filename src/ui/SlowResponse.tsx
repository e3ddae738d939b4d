import type { ReactNode } from 'react'
import { NO_RESPONSE, useIsSlow } from './use-is-slow.ts'

interface SlowResponseProps {
  /** Whether a request is in progress; false while what loads has not been asked for. */
  isWaiting?: boolean
  className?: string | undefined
  /** What can be done about it. */
  children?: ReactNode
}

/** Beside what loads: says that the server has not responded, once that takes long. */
export function SlowResponse({
  isWaiting = true,
  className,
  children = 'Platte keeps waiting.',
}: SlowResponseProps) {
  const isSlow = useIsSlow(isWaiting)
  return (
    <output className={className}>
      {isSlow && (
        <>
          {NO_RESPONSE} {children}
        </>
      )}
    </output>
  )
}
