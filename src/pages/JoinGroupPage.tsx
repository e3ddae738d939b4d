import { Link } from 'react-router'
import { FirstNode } from '#src/features/groups/FirstNode.tsx'
import { JoinSnippets } from '#src/features/groups/JoinSnippets.tsx'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { routes } from '#src/routes/routes.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { useOpenGroup } from './open-group.ts'

/** How nodes join a group, and the first one that does. */
export function JoinGroupPage() {
  const { groupRef, group } = useOpenGroup()
  const { channel, track } = group
  return (
    <>
      {channel === undefined ? (
        <Notice tone="waiting" actions={<Link to={routes.editPolicy.url(groupRef)}>Choose a channel</Link>}>
          No node finds this group yet: it follows no channel, which determines the architecture of its nodes.
        </Notice>
      ) : (
        channel.package === null && (
          <Notice
            tone="waiting"
            actions={
              <Link
                to={routes.channelPackage.url({
                  applicationId: groupRef.applicationId,
                  channelId: channel.id,
                })}
              >
                Set a package
              </Link>
            }
          >
            Nodes can join, but get no update: the channel <bdi>{channel.name}</bdi> has no package.
          </Notice>
        )
      )}
      <Panel
        title="What a node needs"
        note={channel && `for ${archName(channel.arch)} nodes, in /etc/flatcar/update.conf`}
      >
        <JoinSnippets track={track} />
      </Panel>
      <Panel title="First node">
        <FirstNode
          groupRef={groupRef}
          renderNode={(instanceId, name) => (
            <Link to={routes.node.url({ ...groupRef, instanceId })}>{name}</Link>
          )}
        />
      </Panel>
    </>
  )
}
