import { Textarea, TextInput } from '@mantine/core'
import type { ChangeEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import { MAX_REASON_LENGTH } from '#contract/write-context.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'

interface ReasonFieldProps {
  /** For a reason of several lines. */
  rows?: number
  value: string
  readOnly: boolean
  onChange: (reason: string) => void
}

/** Why the operator makes the change, for the audit log. */
export function ReasonField({ rows, value, readOnly, onChange }: ReasonFieldProps) {
  const { data: status } = useQuery(platteStatusQuery())
  const hint =
    status === undefined
      ? 'Optional'
      : status?.audit_log
        ? 'Optional; kept in the audit log with the change'
        : 'Optional; not kept, since this server has no audit log'
  const field = {
    label: 'Reason',
    description: hint,
    maxLength: MAX_REASON_LENGTH,
    value,
    readOnly,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onChange(event.currentTarget.value),
  }
  return rows === undefined ? <TextInput {...field} /> : <Textarea {...field} rows={rows} />
}
