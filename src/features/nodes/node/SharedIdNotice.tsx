import { useQuery } from '@tanstack/react-query'
import type { NodeIdentities } from '#contract/node-identity.ts'
import { nodeIdentitiesQuery } from '#src/api/node-identities.ts'
import { plural } from '#src/lib/format-number.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'

/** Warns that several machines report the node's id, and names their addresses. */
export function SharedIdNotice({ instanceId }: { instanceId: string }) {
  const { data } = useQuery(nodeIdentitiesQuery(instanceId))
  return (
    <Notice tone="bad">
      Several machines report this ID, so what this page shows is of one or of the other. Give each machine an
      ID of its own: remove <code>/etc/machine-id</code> on the clones and reboot them.
      {data && <Identities identities={data} />}
    </Notice>
  )
}

function Identities({ identities: { addresses, boot_ids } }: { identities: NodeIdentities }) {
  return (
    <>
      {addresses.length > 0 && (
        <ul aria-label="Addresses that report the ID">
          {addresses.map(({ value, last_seen_ts, returns }) => (
            <li key={value}>
              {value}, last seen <RelativeTime time={last_seen_ts} />
              {returns > 0 && `, came back ${plural(returns, 'time')}`}
            </li>
          ))}
        </ul>
      )}
      {addresses.length === 0 && boot_ids.length > 0 && ` ${plural(boot_ids.length, 'boot ID')} alternate.`}
    </>
  )
}
