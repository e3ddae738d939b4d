import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Instance } from '#contract/instance.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { readOnlyProps, useReadOnly } from '#src/writes/read-only.ts'
import { AliasForm } from './AliasForm.tsx'

interface AliasEditorProps {
  groupRef: GroupRef
  /** Undefined while it loads. */
  instance: Instance | undefined
}

/** A button that gives way to a form for the node's alias. */
export function AliasEditor({ groupRef, instance }: AliasEditorProps) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const readOnly = useReadOnly()
  const wasOpen = useRef(false)
  useEffect(() => {
    if (!isOpen && wasOpen.current) button.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  if (isOpen && instance)
    return <AliasForm groupRef={groupRef} instance={instance} onClose={() => setOpen(false)} />
  return (
    <Button
      ref={button}
      size="xs"
      variant="default"
      disabled={!instance}
      onClick={() => setOpen(true)}
      {...(readOnly && readOnlyProps(readOnly))}
    >
      {instance?.alias ? 'Edit alias' : 'Add an alias'}
    </Button>
  )
}
