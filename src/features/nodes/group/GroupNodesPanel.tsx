import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link } from 'react-router'
import type { Instance } from '#contract/instance.ts'
import type { VersionBreakdown } from '#contract/group-statistics.ts'
import { listedVersions } from '#contract/version-limit.ts'
import { type GroupRef, versionBreakdownQuery } from '#src/api/groups.ts'
import { instancesQuery } from '#src/api/instances.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { plural } from '#src/lib/format-number.ts'
import { parseSort, type Sort } from '#src/lib/sort.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { routes } from '#src/routes/routes.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { pageCount, Pager } from '#src/ui/Pager.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { groupNodeColumns } from './group-node-columns.tsx'
import { type GroupNodeList, instanceFilter, SORTABLE_COLUMNS, WINDOW_NAMES } from './group-node-list.ts'
import { GroupNodeFilters } from './GroupNodeFilters.tsx'
import { NoGroupNodes } from './NoGroupNodes.tsx'

interface GroupNodesPanelProps {
  groupRef: GroupRef
  groupName: string
  /** Version of the channel's package; null without one. */
  target: string | null
  list: GroupNodeList
  onChange: (change: Partial<GroupNodeList>) => void
}

const NO_VERSIONS: VersionBreakdown = []

/** A group's nodes; the server filters, sorts and pages them. */
export function GroupNodesPanel(props: GroupNodesPanelProps) {
  const { groupRef, list, onChange } = props
  const query = useQuery(instancesQuery(groupRef, instanceFilter(list)))
  const { data: breakdown } = useQuery(versionBreakdownQuery(groupRef))
  const versions = useMemo(() => listedVersions(breakdown ?? NO_VERSIONS), [breakdown])
  return (
    <QueryPanel
      title="Nodes"
      note={
        <>
          checked in within the last {WINDOW_NAMES[list.seen]} ·{' '}
          <Link to={routes.nodes.url(nodeFilterParams(explorerFilter(groupRef, list)))}>
            open in the explorer
          </Link>
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
          <GroupNodeTable {...props} instances={instances} total={total} />
          {ofOthers > 0 && (
            <Notice tone="neutral">
              This server lists and counts a machine once for each of its applications. This page leaves out{' '}
              {plural(ofOthers, 'entry', 'entries')} of other applications.
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

/** The filter with which the explorer lists the same nodes. */
const explorerFilter = ({ groupId }: GroupRef, list: GroupNodeList): Partial<NodeFilter> => ({
  groups: [groupId],
  search: list.search,
  searchField: list.searchField,
  statuses: list.status === null ? [] : [list.status],
  versions: list.version === '' ? [] : [list.version],
  newer: list.seen === '30d' ? null : list.seen,
})

function GroupNodeTable(props: GroupNodesPanelProps & { instances: readonly Instance[]; total: number }) {
  const { groupRef, groupName, target, instances, list, onChange, total } = props
  const { applicationId, groupId } = groupRef
  const columns = useMemo(
    () => groupNodeColumns({ applicationId, groupId }, target),
    [applicationId, groupId, target],
  )
  const sortBy = (sort: Sort) => {
    const sortable = parseSort(sort.column, SORTABLE_COLUMNS)
    if (sortable) onChange({ sort: { ...sortable, descending: sort.descending } })
  }
  const lastPage = pageCount(total, list.perPage)
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
        list.page > lastPage ? (
          <EmptyState
            title={`There is no page ${list.page}`}
            actions={
              <Button size="xs" variant="default" onClick={() => onChange({ page: lastPage })}>
                Go to page {lastPage}
              </Button>
            }
          />
        ) : (
          <EmptyState title="This page has only entries of other applications" />
        )
      }
    />
  )
}
