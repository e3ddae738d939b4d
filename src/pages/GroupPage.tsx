import { usePrefetchQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Outlet, useMatches } from 'react-router'
import { type GroupRef, instanceStatsQuery, versionBreakdownQuery } from '#src/api/groups.ts'
import { rolloutQuery } from '#src/api/rollout.ts'
import { PauseButton } from '#src/features/pause/PauseButton.tsx'
import { usePauseDialog } from '#src/features/pause/use-pause-dialog.tsx'
import { CloneGroupButton } from '#src/features/groups/CloneGroupButton.tsx'
import { DeleteGroupButton } from '#src/features/groups/DeleteGroupButton.tsx'
import { EditPolicyButton } from '#src/features/policy/EditPolicyButton.tsx'
import { GroupHeading } from '#src/features/rollout/GroupHeading.tsx'
import { useForecast } from '#src/features/rollout/use-forecast.ts'
import { useRolloutData } from '#src/features/rollout/use-rollout-data.ts'
import { PageTabs } from '#src/ui/PageTabs.tsx'
import { groupTabs } from './group-tabs.ts'
import { GroupRoute } from './GroupRoute.tsx'
import { LoadedGroup, type LoadedGroupProps } from './LoadedGroup.tsx'
import { OpenGroupContext } from './open-group.ts'

/** A group: the heading and the tabs of all its views. */
export const GroupPage = () => <GroupRoute>{(groupRef) => <GroupContent groupRef={groupRef} />}</GroupRoute>

function GroupContent({ groupRef }: { groupRef: GroupRef }) {
  // What the heading needs loads while the group itself does.
  usePrefetchQuery(rolloutQuery(groupRef))
  usePrefetchQuery(instanceStatsQuery(groupRef, '1d'))
  usePrefetchQuery(instanceStatsQuery(groupRef, '30d'))
  usePrefetchQuery(versionBreakdownQuery(groupRef))
  return <LoadedGroup groupRef={groupRef}>{(loaded) => <GroupView {...loaded} />}</LoadedGroup>
}

function GroupView({ groupRef, group, applicationName }: LoadedGroupProps) {
  const route = useMatches().at(-1)?.id
  const data = useRolloutData(groupRef, group)
  const forecast = useForecast(groupRef, group, data, route === 'rollout')
  const { open, dialog } = usePauseDialog()
  const openGroup = useMemo(
    () => ({ groupRef, group, applicationName, data, forecast }),
    [groupRef, group, applicationName, data, forecast],
  )
  const tabs = groupTabs(groupRef, route)
  const current = tabs.find(({ isCurrent }) => isCurrent)?.title
  return (
    <>
      <GroupHeading
        group={group}
        view={current}
        data={data}
        forecast={forecast.result?.forecast}
        actions={
          <>
            <PauseButton group={group} onPress={() => open(group, applicationName)} />
            <EditPolicyButton {...groupRef} />
            <CloneGroupButton {...groupRef} />
            <DeleteGroupButton group={group} />
          </>
        }
      />
      {dialog}
      <PageTabs label={`Views of ${group.name}`} tabs={tabs} />
      <OpenGroupContext value={openGroup}>
        <Outlet />
      </OpenGroupContext>
    </>
  )
}
