import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link } from 'react-router'
import type { Instance } from '#contract/instance.ts'
import { type GroupRef, versionBreakdownQuery } from '#src/api/groups.ts'
import { instancesQuery } from '#src/api/instances.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { plural } from '#src/lib/format-number.ts'
import { parseSort, type Sort } from '#src/lib/sort.ts'
import { routes } from '#src/routes/routes.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { Pager, pageCount } from '#src/ui/Pager.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { groupNodeColumns } from './group-node-columns.tsx'
import { SORTABLE_COLUMNS, instanceFilter, type GroupNodeList } from './group-node-list.ts'
import { GroupNodeFilters } from './GroupNodeFilters.tsx'
import { NoGroupNodes } from './NoGroupNodes.tsx'
import { WINDOW_WORDS } from './window-words.ts'

interface InstancePanelProps {
  groupRef: GroupRef
  groupName: string
  target: string | null
  list: GroupNodeList
  onChange: (change: Partial<GroupNodeList>) => void
}

const NO_VERSIONS: readonly string[] = []

/** A group's nodes, as the server filters, sorts and pages them. */
export function GroupNodesPanel({ groupRef, groupName, target, list, onChange }: InstancePanelProps) {
  const query = useQuery(instancesQuery(groupRef, instanceFilter(list)))
  const { data: breakdown } = useQuery(versionBreakdownQuery(groupRef))
  const versions = useMemo(() => breakdown?.map(({ version }) => version) ?? NO_VERSIONS, [breakdown])
  return (
    <QueryPanel
      title="Nodes"
      note={
        <>
          checked in within the last {WINDOW_WORDS[list.seen]} ·{' '}
          <Link to={routes.nodes.url(nodeFilterParams(explored(groupRef, list)))}>open in the explorer</Link>
        </>
      }
      flush
      query={query}
      minHeight="24rem"
      actions={<GroupNodeFilters list={list} versions={versions} onChange={onChange} />}
      isEmpty={({ total }) => total === 0}
      empty={<NoGroupNodes list={list} onChange={onChange} />}
    >
      {({ instances, total, ofOthers }) => (
        <>
          <InstanceTable
            groupRef={groupRef}
            groupName={groupName}
            target={target}
            instances={instances}
            list={list}
            onChange={onChange}
            total={total}
          />
          {ofOthers > 0 && (
            <Notice tone="neutral">
              The server’s list and its count hold a node once for each of its applications.{' '}
              {plural(ofOthers, 'entry', 'entries')} of other applications {ofOthers === 1 ? 'is' : 'are'}{' '}
              left out on this page.
            </Notice>
          )}
          <Pager
            label="Pages of nodes"
            noun="node"
            page={list.page}
            perPage={list.perPage}
            total={total}
            onPage={(page) => onChange({ page })}
            onPerPage={(perPage) => onChange({ perPage })}
          />
        </>
      )}
    </QueryPanel>
  )
}

/** The same nodes, as the explorer has them. */
const explored = ({ groupId }: GroupRef, list: GroupNodeList): Partial<NodeFilter> => ({
  groups: [groupId],
  search: list.search,
  searchField: list.searchField,
  statuses: list.status === null ? [] : [list.status],
  versions: list.version === '' ? [] : [list.version],
  newer: list.seen === '30d' ? null : list.seen,
})

function InstanceTable(props: InstancePanelProps & { instances: readonly Instance[]; total: number }) {
  const { groupRef, groupName, target, instances, list, onChange, total } = props
  const { applicationId, groupId } = groupRef
  const columns = useMemo(
    () => groupNodeColumns({ applicationId, groupId }, target),
    [applicationId, groupId, target],
  )
  const sortBy = (sort: Sort) => {
    const known = parseSort(sort.column, SORTABLE_COLUMNS)
    if (known) onChange({ sort: { ...known, descending: sort.descending } })
  }
  const last = pageCount(total, list.perPage)
  return (
    <DataTable
      label={`Nodes of ${groupName}`}
      columns={columns}
      rows={instances}
      rowId={({ id }) => id}
      sort={list.sort}
      onSortChange={sortBy}
      sortedBy="server"
      narrow="stack"
      empty={
        list.page > last ? (
          <EmptyState
            title={`There is no page ${list.page}`}
            actions={
              <Button size="xs" variant="default" onClick={() => onChange({ page: last })}>
                Go to page {last}
              </Button>
            }
          />
        ) : (
          <EmptyState title="This page holds entries of other applications only" />
        )
      }
    />
  )
}
