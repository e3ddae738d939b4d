import { type ReactNode, useCallback, useState } from 'react'
import { ResponsiveContainer } from 'recharts'
import { useIsPrinting } from '#src/ui/use-is-printing.ts'

/** About as wide as a panel on A4, in pixels: a wider plot would shrink, with its words, to fit the paper. */
const PAPER_PX = 660

interface PlotFrameProps {
  /** In pixels. */
  height: number
  /** One plot, which gets its size from here. */
  children: ReactNode
}

/** A plot as wide as its place. */
export function PlotFrame({ height, children }: PlotFrameProps) {
  const [width, setWidth] = useState(0)
  const isPrinting = useIsPrinting()
  const observe = useCallback((frame: HTMLDivElement) => {
    const observer = new ResizeObserver(() => setWidth(frame.clientWidth))
    observer.observe(frame)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={observe} style={{ minHeight: height, minWidth: 0 }}>
      {width > 0 && (
        // With a width in pixels it observes nothing, and draws at once: the browser waits for no frame before it prints.
        <ResponsiveContainer width={isPrinting ? PAPER_PX : width} height={height}>
          {children}
        </ResponsiveContainer>
      )}
    </div>
  )
}
