import { Link } from 'react-router'
import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { useFloors } from '#src/api/floors.ts'
import { type FloorStanding, floorStandings, longestWay } from '#src/domain/versions/floor-standings.ts'
import { routes } from '#src/routes/routes.ts'
import { columnsOf } from '#src/ui/data-table-columns.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import { WriteButton } from '#src/writes/WriteButton.tsx'
import styles from './Catalogue.module.css'
import { longWayWarning, nodesThatPass } from './describe-floors.ts'
import { useFloorDialogs } from './use-floor-dialogs.tsx'
import { useFollowers } from './use-followers.ts'

interface ChannelFloorsProps {
  application: Application
  channel: Channel
}

/** The floors of a channel, with the nodes that must pass them. Absent where the update server has no floors. */
export function ChannelFloors({ application, channel }: ChannelFloorsProps) {
  const floors = useFloors({ applicationId: application.id, channelId: channel.id })
  const { breakdown } = useFollowers(application)([channel.id])
  const { dialog, open } = useFloorDialogs()
  if (floors === 'not-supported') return null
  const target = channel.package
  const known = floors ?? []
  const warning = longWayWarning(longestWay(known, target, breakdown))
  const rows = floorStandings(known, target, breakdown).map((standing) => ({
    ...standing,
    target,
    onEdit: () =>
      open({ kind: 'set', props: { application, channel, floors: known, edited: standing.floor } }),
    onDelete: () =>
      open({
        kind: 'delete',
        props: { channel, floor: standing.floor, passing: nodesThatPass(standing, target) },
      }),
  }))
  return (
    <Panel
      title="Floors"
      note="versions that nodes must not skip"
      flush
      actions={
        floors && (
          <WriteButton
            size="compact-xs"
            variant="default"
            aria-haspopup="dialog"
            onClick={() => open({ kind: 'set', props: { application, channel, floors, edited: null } })}
          >
            Set a floor…
          </WriteButton>
        )
      }
    >
      {warning !== null && <Notice tone="waiting">{warning}</Notice>}
      {floors === undefined ? (
        <div className={styles['loading']}>
          <LoadingLines label="Loading the floors" />
        </div>
      ) : floors === null ? (
        <Notice tone="bad">Failed to load the floors; trying again.</Notice>
      ) : (
        <FloorTable rows={rows} />
      )}
      {dialog}
    </Panel>
  )
}

interface FloorRow extends FloorStanding<Package> {
  target: Package | null
  onEdit: () => void
  onDelete: () => void
}

const FloorTable = ({ rows }: { rows: readonly FloorRow[] }) => (
  <DataTable
    label="Floors"
    columns={columns}
    rows={rows}
    rowId={({ floor }) => floor.id}
    narrow="stack"
    empty={
      <EmptyState title="No floors">
        Every node below the channel’s package updates to it in one step.
      </EmptyState>
    }
  />
)

const column = columnsOf<FloorRow>()

const columns = column.columns([
  column.display({
    id: 'version',
    header: 'Version',
    meta: { namesRow: true },
    cell: ({ row: { original } }) => <PackageLink {...original.floor} />,
  }),
  column.accessor((row) => nodesThatPass(row, row.target), {
    id: 'passing',
    header: 'Nodes that must install it',
    meta: { explanation: 'Nodes seen in the last 24 hours' },
  }),
  column.display({
    id: 'reason',
    header: 'Reason',
    meta: { narrow: 'line' },
    cell: ({ row: { original } }) => <bdi>{original.floor.floor_reason ?? ''}</bdi>,
  }),
  column.display({
    id: 'actions',
    header: 'Actions',
    meta: { narrow: 'line' },
    cell: ({ row: { original } }) => <FloorActions {...original} />,
  }),
])

const PackageLink = ({ application_id, id, version }: Package) => (
  <Link to={routes.package.url({ applicationId: application_id, packageId: id })} className={styles['link']}>
    {version}
  </Link>
)

const FloorActions = ({ floor, onEdit, onDelete }: FloorRow) => (
  <div className={styles['line']}>
    <WriteButton
      size="compact-xs"
      variant="default"
      aria-label={`Edit the floor ${floor.version}`}
      aria-haspopup="dialog"
      onClick={onEdit}
    >
      Edit…
    </WriteButton>
    <WriteButton
      size="compact-xs"
      variant="default"
      aria-label={`Delete the floor ${floor.version}`}
      aria-haspopup="dialog"
      onClick={onDelete}
    >
      Delete…
    </WriteButton>
  </div>
)
