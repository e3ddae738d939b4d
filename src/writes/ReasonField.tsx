import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { LONGEST_REASON } from '#contract/write-context.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'

interface ReasonFieldProps {
  value: string
  readOnly: boolean
  onChange: (reason: string) => void
}

/** Why the operator makes the change, for the audit log. */
export function ReasonField({ value, readOnly, onChange }: ReasonFieldProps) {
  const { data: status } = useQuery(platteStatusQuery())
  const hint =
    status === undefined
      ? 'Optional'
      : status?.audit_log
        ? 'Optional; kept in the audit log with the change'
        : 'Optional; not kept, since this server has no audit log'
  return (
    <TextInput
      label="Reason"
      description={hint}
      maxLength={LONGEST_REASON}
      value={value}
      readOnly={readOnly}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
