import { TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import * as z from 'zod/mini'
import { type Instance, instanceWriteSchema } from '#contract/instance.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { ProblemNotice } from '#src/ui/ProblemNotice.tsx'
import { SaveBar } from '#src/ui/SaveBar.tsx'
import { aliasOfNode, nodeAliasResource } from '#src/writes/node-alias-resource.ts'
import { useWrite } from '#src/writes/use-write.ts'
import styles from './AliasForm.module.css'
import { announceAlias } from './announce-alias.tsx'

interface AliasFormProps {
  groupRef: GroupRef
  instance: Instance
  onClose: () => void
}

/** Sets or removes the alias of a node. Escape leaves it as it is. */
export function AliasForm({ groupRef, instance, onClose }: AliasFormProps) {
  const [opened] = useState(() => aliasOfNode(instance))
  const [typed, setTyped] = useState(opened.alias)
  const [error, setError] = useState<string | null>(null)
  const resource = nodeAliasResource(groupRef, instance.id)
  const { phase, problem, write, stop } = useWrite(resource, {
    onSaved: ({ mine }) => announceAlias(resource, opened, mine),
    onDone: onClose,
  })
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const isBusy = phase !== 'idle'
  const mine = { alias: typed.trim() }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    const invalid = aliasError(mine)
    setError(invalid)
    if (invalid === null) write({ opened, mine })
  }
  return (
    <form onSubmit={submit} noValidate className={styles['form']}>
      <TextInput
        label="Alias"
        description="Empty for none. A node that reports an alias of its own replaces this one."
        autoComplete="off"
        spellCheck={false}
        ref={field}
        value={typed}
        error={error}
        readOnly={isBusy}
        onChange={({ currentTarget: { value } }) => setTyped(value)}
        onKeyDown={({ key }) => {
          if (key === 'Escape' && !isBusy) onClose()
        }}
      />
      <ProblemNotice problem={problem} />
      <SaveBar
        label="Save alias"
        checking="Checking that the alias is unchanged …"
        phase={phase}
        disabledReason={mine.alias === opened.alias && !isBusy ? 'The alias is unchanged.' : undefined}
        onStop={stop}
        backTo={onClose}
      />
    </form>
  )
}

/** What the contract would refuse; null for a valid alias. */
const aliasError = (settings: { alias: string }): string | null =>
  z.safeParse(instanceWriteSchema, settings).error?.issues[0]?.message.replace(/^alias/, 'Alias') ?? null
