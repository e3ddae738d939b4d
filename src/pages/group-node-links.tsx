import { Link } from 'react-router'
import {
  IN_PROGRESS_NAMES,
  INSTANCE_STATUS,
  type InstanceStatus,
  STATUS_NAMES,
} from '#contract/instance-status.ts'
import type { GroupRef } from '#src/api/groups.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { routes } from '#src/routes/routes.ts'

/** Renders texts as links to the group's nodes that they count. */
export function groupNodeLinks({ applicationId, groupId }: GroupRef) {
  const link = (text: string, label: string, filter: Partial<NodeFilter>) => (
    <Link to={routes.groupNodes.url({ applicationId, groupId }, nodeFilterParams(filter))} aria-label={label}>
      {text}
    </Link>
  )
  return {
    renderCount: (count: string, status: InstanceStatus) =>
      link(count, `${count}: ${describeNodeStatus(status).label}, list them`, {
        statuses: STATUS_NAMES.filter((name) => INSTANCE_STATUS[name] === status),
        newer: '1d',
      }),
    renderVersionCount: (count: string, version: string) =>
      link(count, `${count} with ${version}, list them`, { versions: [version], newer: '1d' }),
    renderBelow: (text: string) =>
      link(text, `${text} below the target, list them`, { side: 'below', newer: '1d' }),
    renderSilent: (text: string) => link(text, `${text}, list them`, { older: '1d' }),
    renderInError: (text: string) => link(text, `${text}, list them`, { statuses: ['error'], newer: '1d' }),
    renderUnfinished: (text: string) => link(text, text, { statuses: [...IN_PROGRESS_NAMES, 'error'] }),
    renderNode: (instanceId: string) => (
      <Link to={routes.node.url({ applicationId, groupId, instanceId })}>
        <bdi>{instanceId}</bdi>
      </Link>
    ),
  }
}
