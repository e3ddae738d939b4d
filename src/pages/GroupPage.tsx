import { usePrefetchQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Duration } from '#contract/duration.ts'
import { targetVersion } from '#contract/group.ts'
import { INSTANCE_STATUS, type InstanceStatus, STATUS_NAMES } from '#contract/instance-status.ts'
import { type GroupRef, instanceStatsQuery, versionBreakdownQuery } from '#src/api/groups.ts'
import { instancesQuery } from '#src/api/instances.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { timelineComparisonParams } from '#src/routes/timeline-comparison-url.ts'
import {
  changeGroupNodeList,
  type GroupNodeList,
  DEFAULT_NODE_LIST,
  instanceFilter,
} from '#src/features/nodes/group/group-node-list.ts'
import { GroupNodesPanel } from '#src/features/nodes/group/GroupNodesPanel.tsx'
import { PauseButton } from '#src/features/pause/PauseButton.tsx'
import { usePauseDialog } from '#src/features/pause/use-pause-dialog.tsx'
import { RecentChanges } from '#src/features/audit/RecentChanges.tsx'
import { GroupHeading } from '#src/features/rollout/GroupHeading.tsx'
import { GroupStateNotice } from '#src/features/rollout/GroupStateNotice.tsx'
import { PolicySummary } from '#src/features/rollout/PolicySummary.tsx'
import { RolloutSummaryPanel } from '#src/features/rollout/RolloutSummaryPanel.tsx'
import { useGroupState } from '#src/features/rollout/use-group-state.ts'
import { EditPolicyButton } from '#src/features/policy/EditPolicyButton.tsx'
import { LastChangeNotice } from '#src/features/policy/LastChangeNotice.tsx'
import { GroupTimelines } from '#src/features/timelines/GroupTimelines.tsx'
import { VersionDistribution } from '#src/features/versions/VersionDistribution.tsx'
import { routes } from '#src/routes/routes.ts'
import { useUrlState } from '#src/routes/use-url-state.ts'
import { GroupRoute } from './GroupRoute.tsx'
import { groupPageParams, parseGroupPage } from './group-page-url.ts'
import styles from './GroupPage.module.css'
import { HashTarget } from './HashTarget.tsx'
import { LoadedGroup, type LoadedGroupProps } from './LoadedGroup.tsx'

export const GroupPage = () => <GroupRoute>{(groupRef) => <GroupContent groupRef={groupRef} />}</GroupRoute>

function GroupContent({ groupRef }: { groupRef: GroupRef }) {
  const [{ list }] = useUrlState(parseGroupPage, groupPageParams)
  // The panels' data loads while the group itself does.
  usePrefetchQuery(instanceStatsQuery(groupRef, '1d'))
  usePrefetchQuery(instanceStatsQuery(groupRef, '30d'))
  usePrefetchQuery(versionBreakdownQuery(groupRef))
  usePrefetchQuery(instancesQuery(groupRef, instanceFilter(list)))
  return <LoadedGroup groupRef={groupRef}>{(loaded) => <GroupView {...loaded} />}</LoadedGroup>
}

function GroupView({ groupRef, group, applicationName }: LoadedGroupProps) {
  const [{ range, list }, change] = useUrlState(parseGroupPage, groupPageParams)
  const state = useGroupState(groupRef, group)
  const { open, dialog } = usePauseDialog()
  const target = targetVersion(group)
  const shared = { groupRef, groupName: group.name, target }
  const links = nodeListLinks(range, list.perPage)
  return (
    <>
      <GroupHeading
        group={group}
        applicationName={applicationName}
        state={state}
        actions={<PauseButton group={group} onPress={() => open(group, applicationName)} />}
      />
      {dialog}
      <GroupStateNotice group={group} state={state} />
      <LastChangeNotice group={group} />
      <div className={styles['columns']}>
        <RolloutSummaryPanel
          {...shared}
          actions={target !== null && <Link to={routes.rollout.url(groupRef)}>Pace, forecast, failures</Link>}
          renderCount={links.renderStatusCount}
          renderSilent={links.renderSilent}
        />
        <div className={styles['column']}>
          <PolicySummary group={group} actions={<EditPolicyButton {...groupRef} />} />
          <VersionDistribution {...shared} renderCount={links.renderVersionCount} />
        </div>
      </div>
      <GroupTimelines
        groupRef={groupRef}
        group={group}
        range={range}
        onRange={(range) => change((url) => ({ ...url, range }))}
        actions={
          <Link to={routes.timelines.url(timelineComparisonParams({ groups: [groupRef], range }))}>
            Compare with other groups
          </Link>
        }
      />
      <RecentChanges group={group} />
      <HashTarget id={NODES}>
        <GroupNodesPanel
          {...shared}
          list={list}
          onChange={(filter) => change((url) => ({ ...url, list: changeGroupNodeList(url.list, filter) }))}
        />
      </HashTarget>
    </>
  )
}

const NODES = 'nodes'

/** Links to the page's own list of nodes, filtered. */
function nodeListLinks(range: Duration, perPage: number) {
  const link = (text: string, label: string, filter: Partial<GroupNodeList>) => {
    const params = groupPageParams({ range, list: { ...DEFAULT_NODE_LIST, perPage, ...filter } })
    return (
      <Link to={{ search: params.toString(), hash: NODES }} aria-label={label}>
        {text}
      </Link>
    )
  }
  return {
    renderStatusCount: (count: string, status: InstanceStatus) =>
      link(count, `${count}: ${describeNodeStatus(status).label}, list them`, {
        status: STATUS_NAMES.find((name) => INSTANCE_STATUS[name] === status) ?? null,
      }),
    renderVersionCount: (count: string, version: string) =>
      link(count, `${count} with ${version}, list them`, { version }),
    renderSilent: (text: string) =>
      link(text, `${text}, list them`, {
        seen: '30d',
        sort: { column: 'lastCheck', descending: false },
      }),
  }
}
