import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useOwnsUpdateServer } from '#src/api/platte-status.ts'
import { errorCodesQuery } from '#src/api/instances.ts'
import { errorLabel, describeErrorCode } from '#src/domain/nodes/error-label.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import type { NodeGroup } from '#src/features/nodes/reading/node-group.ts'
import { plural } from '#src/lib/format-number.ts'
import { ChoiceMenu } from '#src/ui/ChoiceMenu.tsx'
import { MenuHint } from '#src/ui/PopoverMenu.tsx'
import { sumErrors } from './sum-errors.ts'

interface ErrorMenuProps {
  filter: NodeFilter
  groups: readonly NodeGroup[]
  onChange: (change: Partial<NodeFilter>) => void
}

/** The filter by error code, where the update server reports codes. */
export function ErrorMenu({ filter, groups, onChange }: ErrorMenuProps) {
  const isOwn = useOwnsUpdateServer()
  const [wasOpened, setWasOpened] = useState(false)
  const { data } = useQuery({ ...errorCodesQuery(), enabled: wasOpened })
  if (!isOwn) return null
  const errors = sumErrors(data ?? [], filter, groups)
  const unlisted = filter.errors.filter((code) => errors.every(({ error_code }) => error_code !== code))
  return (
    <ChoiceMenu
      label="Error"
      choices={[
        ...errors.map(({ error_code, nodes }) => ({
          value: error_code,
          label: `${errorLabel(error_code)}: ${describeErrorCode(error_code)}`,
          note: plural(nodes, 'node'),
        })),
        ...unlisted.map((code) => ({
          value: code,
          label: `${errorLabel(code)}: ${describeErrorCode(code)}`,
        })),
      ]}
      chosen={filter.errors}
      onChange={(errors) => onChange({ errors })}
      onOpen={() => setWasOpened(true)}
      footer={
        <MenuHint>Of the latest failed update in the last 30 days, until the node completes one.</MenuHint>
      }
    />
  )
}
