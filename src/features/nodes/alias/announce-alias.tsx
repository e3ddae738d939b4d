import type { Instance } from '#contract/instance.ts'
import { announceWrite } from '#src/writes/announce-write.tsx'
import type { AliasSettings } from '#src/writes/node-alias-resource.ts'
import type { WritableResource } from '#src/writes/writable-resource.ts'

/** Announces a node's alias, with an undo. */
export function announceAlias(
  resource: WritableResource<Instance, AliasSettings>,
  before: AliasSettings,
  after: AliasSettings,
): void {
  announceWrite(resource, {
    title: <AliasNow id={resource.name} {...after} />,
    message: '',
    undo: {
      label: 'Undo',
      change: { opened: after, mine: before },
      describeUndone: () => ({ title: <AliasNow id={resource.name} {...before} />, message: '' }),
    },
  })
}

const AliasNow = ({ id, alias }: AliasSettings & { id: string }) =>
  alias === '' ? (
    <>
      <bdi>{id}</bdi> has no alias now
    </>
  ) : (
    <>
      <bdi>{id}</bdi> is now called <bdi>{alias}</bdi>
    </>
  )
