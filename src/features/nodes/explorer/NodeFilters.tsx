import { NativeSelect } from '@mantine/core'
import { ARCH_NAMES } from '#contract/arch.ts'
import { INSTANCE_STATUS, STATUS_NAMES } from '#contract/instance-status.ts'
import { type NodeFilter, TARGET_SIDES } from '#src/domain/nodes/node-filter.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import type { NodeGroup } from '#src/features/nodes/reading/node-group.ts'
import { NodeSearch } from '#src/features/nodes/search/NodeSearch.tsx'
import { nodeFilterParams, parseNodeFilter } from '#src/routes/node-filter-url.ts'
import { ChoiceMenu } from '#src/ui/ChoiceMenu.tsx'
import { MenuHint } from '#src/ui/PopoverMenu.tsx'
import { ErrorMenu } from './ErrorMenu.tsx'
import { LastCheckMenu } from './LastCheckMenu.tsx'
import { VersionMenu } from './VersionMenu.tsx'
import styles from './NodeFilters.module.css'

interface GroupMenusProps {
  filter: NodeFilter
  groups: readonly NodeGroup[]
  onChange: (change: Partial<NodeFilter>) => void
}

interface NodeFiltersProps extends GroupMenusProps {
  hasGroupMenus: boolean
}

const SIDE_LABELS = { below: 'Below target', reached: 'At target or newer' } as const
const sides = [
  { value: '', label: 'Target: any' },
  ...TARGET_SIDES.map((value) => ({ value, label: SIDE_LABELS[value] })),
]

const statuses = STATUS_NAMES.map((value) => ({
  value,
  label: describeNodeStatus(INSTANCE_STATUS[value]).label,
}))

/** The most common architectures first. */
const arches = [ARCH_NAMES[1], ARCH_NAMES[2], ARCH_NAMES[3], ARCH_NAMES[0]].map((name) => ({
  value: name,
  label: name,
}))

/** A control's values are those of the URL, so the same parser checks them. */
const parse = (name: string, values: readonly string[]) =>
  parseNodeFilter(new URLSearchParams(values.map((value) => [name, value])))

/** A control for every filter. */
export function NodeFilters({ filter, groups, hasGroupMenus, onChange }: NodeFiltersProps) {
  return (
    <section className={styles['filters']} aria-label="Filters">
      <NodeSearch search={filter.search} searchField={filter.searchField} onChange={onChange} />
      {hasGroupMenus && <GroupMenus filter={filter} groups={groups} onChange={onChange} />}
      <ChoiceMenu
        label="Status"
        choices={statuses}
        chosen={filter.statuses}
        onChange={(chosen) => onChange({ statuses: parse('status', chosen).statuses })}
      />
      <ErrorMenu filter={filter} groups={groups} onChange={onChange} />
      <VersionMenu filter={filter} groups={groups} onChange={onChange} />
      <NativeSelect
        size="xs"
        aria-label="Compared with target"
        data={sides}
        value={filter.side ?? ''}
        onChange={(event) => onChange({ side: parse('target', [event.currentTarget.value]).side })}
      />
      <LastCheckMenu filter={filter} onChange={onChange} />
    </section>
  )
}

/** The filters on the node's group. */
function GroupMenus({ filter, groups, onChange }: GroupMenusProps) {
  const applications = [...new Map(groups.map((group) => [group.applicationId, group.applicationName]))]
  const groupsOfApplications = groups.filter(
    ({ applicationId }) => filter.applications.length === 0 || filter.applications.includes(applicationId),
  )
  return (
    <>
      <ChoiceMenu
        label="Application"
        choices={applications.map(([value, label]) => ({ value, label }))}
        chosen={filter.applications}
        onChange={(chosen) => onChange({ applications: chosen })}
      />
      <ChoiceMenu
        label="Group"
        choices={groupsOfApplications.map(({ groupId, name, applicationName }) => ({
          value: groupId,
          label: name,
          note: applicationName,
        }))}
        chosen={filter.groups}
        onChange={(chosen) => onChange({ groups: chosen })}
      />
      <ChoiceMenu
        label="Arch"
        choices={arches}
        chosen={nodeFilterParams({ arches: filter.arches }).getAll('arch')}
        onChange={(chosen) => onChange({ arches: parse('arch', chosen).arches })}
        footer={<MenuHint>The architecture of the group’s channel.</MenuHint>}
      />
    </>
  )
}
