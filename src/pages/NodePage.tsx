import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router'
import type { Application } from '#contract/application.ts'
import type { Group } from '#contract/group.ts'
import type { Instance } from '#contract/instance.ts'
import { intervalSeconds } from '#contract/interval.ts'
import { MAX_HISTORY_ENTRIES } from '#contract/node-record.ts'
import { SECOND_MS } from '#contract/time-units.ts'
import { isNotFound } from '#src/api/api-error.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { useFloors } from '#src/api/floors.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { findApplication } from '#src/domain/catalogue/find-application.ts'
import { nodeDisplayName } from '#src/domain/nodes/node-display-name.ts'
import { AliasEditor } from '#src/features/nodes/alias/AliasEditor.tsx'
import { reportedApplication } from '#src/features/nodes/node/last-report.ts'
import { MovedNotice } from '#src/features/nodes/node/MovedNotice.tsx'
import { NodeFacts } from '#src/features/nodes/node/NodeFacts.tsx'
import { NodeHeading } from '#src/features/nodes/node/NodeHeading.tsx'
import { NodeWhyPanel } from '#src/features/nodes/node/NodeWhyPanel.tsx'
import { SharedIdNotice } from '#src/features/nodes/node/SharedIdNotice.tsx'
import { SilenceNotice } from '#src/features/nodes/node/SilenceNotice.tsx'
import { UpdatesPanel } from '#src/features/nodes/node/UpdatesPanel.tsx'
import { useNode } from '#src/features/nodes/node/use-node.ts'
import { type NodeUpdates, useNodeUpdates } from '#src/features/nodes/node/use-node-updates.ts'
import { useRememberNode } from '#src/features/palette/recent-nodes.ts'
import { routes } from '#src/routes/routes.ts'
import { QueryError } from '#src/ui/QueryError.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { ActivityLink } from './ActivityLink.tsx'
import styles from './NodePage.module.css'
import { NotFound } from './NotFound.tsx'

const DEFAULT_ENTRIES = 200

/** How many entries of the update history to load. */
function parseEntries(params: URLSearchParams): number {
  const entries = Number(params.get('entries') ?? DEFAULT_ENTRIES)
  return Number.isInteger(entries) && entries > 0 && entries <= MAX_HISTORY_ENTRIES
    ? entries
    : DEFAULT_ENTRIES
}

/** After how many ms the server counts an update as timed out; null where that is not known. */
function updateTimeout(group: Group | null | undefined): number | null {
  const seconds = group ? intervalSeconds(group.policy_update_timeout) : null
  return seconds === null ? null : seconds * SECOND_MS
}

/** Whether each status change is listed, and not each update. */
const SHOWS_ENTRIES = 'changes'

export function NodePage() {
  const { applicationId = '', groupId = '', instanceId = '' } = useParams()
  const ref = { applicationId, groupId }
  const { data: applications } = useQuery(applicationsQuery())
  const application = findApplication(applications, applicationId)
  const node = useNode(ref, instanceId, application?.id)
  const { instance, listed, record, lastReport } = node
  const alias = instance.data && nodeDisplayName(instance.data)
  const reported = reportedApplication(lastReport)
  // Undefined where the group was deleted, null while it is not known.
  const findGroup = (id: string | null | undefined) =>
    applications ? application?.groups?.find((group) => group.id === id) : null
  const group = findGroup(reported ? reported.group_id : groupId)
  const [params] = useSearchParams()
  const updates = useNodeUpdates(ref, instanceId, parseEntries(params), reported, updateTimeout(group))
  useRememberNode(instance.data ? { ...ref, instanceId, name: alias ?? instanceId } : null)
  if (applications && !application) return <NotFound noun="Application" />
  if (isNotFound(instance.error)) {
    return (
      <NotFound noun="Node" link={<Link to={routes.group.url(ref)}>Go to the group</Link>}>
        No node with the ID <bdi>{instanceId}</bdi> has checked in, or the URL is mistyped.
      </NotFound>
    )
  }
  return (
    <>
      <NodeHeading
        instanceId={instanceId}
        instance={instance.data}
        report={lastReport}
        group={group ?? null}
        failure={updates.failure}
        actions={
          <div className={styles['actions']}>
            <AliasEditor groupRef={ref} instance={instance.data} />
            <ActivityLink application={applicationId} node={instanceId} />
          </div>
        }
      />
      <SilenceNotice lastReport={lastReport} />
      {listed.isError && <QueryError title="Failed to load the silent node’s last report" query={listed} />}
      <MovedNotice groupRef={ref} instanceId={instanceId} reported={reported} group={group} />
      {record.data?.is_shared && <SharedIdNotice instanceId={instanceId} />}
      <NodeDetails
        groupRef={ref}
        instanceId={instanceId}
        node={node}
        updates={updates}
        group={group}
        reported={reported}
        applications={applications}
      />
    </>
  )
}

interface NodeDetailsProps {
  groupRef: GroupRef
  instanceId: string
  node: ReturnType<typeof useNode>
  updates: NodeUpdates
  group: Group | null | undefined
  reported: Instance['application'] | null
  applications: readonly Application[] | undefined
}

const NO_FLOORS: never[] = []

function NodeDetails(props: NodeDetailsProps) {
  const { groupRef, instanceId, node, updates, group, reported, applications } = props
  const [params, setParams] = useSearchParams()
  const change = (name: string, value: string | null) => {
    const next = new URLSearchParams(params)
    if (value === null) next.delete(name)
    else next.set(name, value)
    setParams(next, { replace: true, preventScrollReset: true })
  }
  const { applicationId } = groupRef
  const found = useFloors(group?.channel_id ? { applicationId, channelId: group.channel_id } : null)
  const floors = found === 'not-supported' || !found ? NO_FLOORS : found
  return (
    <>
      <NodeWhyPanel {...{ groupRef, instanceId, group, floors }} application={reported} />
      <div className={styles['columns']}>
        <UpdatesPanel
          {...{ groupRef, instanceId, updates, floors }}
          groupId={reported?.group_id ?? groupRef.groupId}
          onMore={() => change('entries', String(Math.min(parseEntries(params) * 2, MAX_HISTORY_ENTRIES)))}
          showsEntries={params.has(SHOWS_ENTRIES)}
          onShowsEntriesChange={(shows) => change(SHOWS_ENTRIES, shows ? '1' : null)}
        />
        <QueryPanel title="Facts" query={node.instance} minHeight="10rem">
          {(instance) => (
            <NodeFacts
              instance={instance}
              lastReport={node.lastReport}
              record={node.record.data ?? null}
              applications={applications ?? NO_FLOORS}
              groupRef={groupRef}
              group={group ?? null}
            />
          )}
        </QueryPanel>
      </div>
    </>
  )
}
