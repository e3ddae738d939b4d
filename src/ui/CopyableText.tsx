import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { ScrollArea } from './ScrollArea.tsx'
import styles from './CopyableText.module.css'

interface CopyableTextProps {
  /** What it is: "update.conf". */
  label: string
  text: string
}

/** Lines to copy as they are, with a button that does. */
export function CopyableText({ label, text }: CopyableTextProps) {
  const lines = useRef<HTMLPreElement>(null)
  const [outcome, setOutcome] = useState<'copied' | 'selected' | null>(null)
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      // Browsers have no clipboard for pages over plain HTTP.
      if (lines.current) getSelection()?.selectAllChildren(lines.current)
      setOutcome('selected')
    }
  }
  return (
    <section className={styles['text']} aria-label={label}>
      <div className={styles['lines']}>
        <ScrollArea label={label}>
          <pre ref={lines}>{text}</pre>
        </ScrollArea>
      </div>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={outcome === null ? `Copy ${label}` : undefined}
        onClick={() => void copy()}
        onBlur={() => setOutcome(null)}
      >
        {outcome === 'copied' ? 'Copied' : outcome === 'selected' ? 'Selected: press Ctrl C' : 'Copy'}
      </Button>
    </section>
  )
}
