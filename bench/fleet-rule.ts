import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'

/** The group whose nodes are measured: Flatcar's stable one for amd64, in a fresh database. */
export const STABLE_GROUP_ID = '9a2deb70-37be-4026-853f-bfdd6b347bbe'
const TARGET = '4081.2.1'
/** What the group's package is in a fresh database. */
const SEEDED_VERSION = '2191.5.0'

export const OEM = 'qemu'
export const ALEPH_VERSION = '1.0.0'
export const BOOT_ID = '{b}'

/** The address of a node of the fleet, from 1, as `fillStatements` has it. */
export const addressOfNode = (node: number) => `10.${(node >> 16) % 256}.${(node >> 8) % 256}.${node % 256}`

/** What our tables are called, and a Nebraska's; their columns have the same names. */
export const OUR_TABLES = {
  packages: 'packages',
  machines: 'instances',
  nodes: 'instance_applications',
  history: 'instance_status_history',
}
export const NEBRASKA_TABLES = {
  packages: 'package',
  machines: 'instance',
  nodes: 'instance_application',
  history: 'instance_status_history',
}

/**
 * N nodes of one group and thirty days of their history, thirty entries a node: six updates, each spread over two
 * days, of which most nodes run the last. One node in four has an alias, one in fifty has failed, one in 77
 * downloads. Each checked in within the last ten minutes.
 */
export function fillStatements(tables: typeof OUR_TABLES, nodes: number): string[] {
  const belongs = `'${FLATCAR_APPLICATION_ID}'::uuid, '${STABLE_GROUP_ID}'::uuid`
  const everyNode = `generate_series(1, ${nodes}) i`
  return [
    `update ${tables.packages} set version = '${TARGET}' where version = '${SEEDED_VERSION}'`,
    `insert into ${tables.machines} (id, ip, alias, oem, aleph_version, created_ts)
      select md5('n' || i), concat('10.', (i >> 16) % 256, '.', (i >> 8) % 256, '.', i % 256)::inet,
        case when i % 4 = 0 then 'node-' || i else '' end, '${OEM}', '${ALEPH_VERSION}', now() - interval '60 days'
      from ${everyNode}`,
    `insert into ${tables.nodes} (instance_id, application_id, group_id, version, created_ts, status,
        last_check_for_updates, last_update_granted_ts, last_update_version, update_in_progress)
      select md5('n' || i), ${belongs}, case when i % 20 = 0 then '4081.2.0' else '${TARGET}' end,
        now() - interval '60 days', case when i % 50 = 0 then 3 when i % 77 = 0 then 7 else 4 end,
        now() - (i % 600) * interval '1 second', now() - interval '3 days', '${TARGET}', false
      from ${everyNode}`,
    `insert into ${tables.history} (status, version, created_ts, instance_id, application_id, group_id)
      select s.status, v.version,
        now() - v.days * interval '1 day' - (i::bigint * 7919 % 86400) * interval '2 seconds'
          + s.step * interval '3 minutes',
        md5('n' || i), ${belongs}
      from (values ('3975.2.0', 28), ('3975.2.1', 23), ('3975.2.2', 18), ('4081.1.0', 13), ('4081.2.0', 8),
          ('${TARGET}', 2)) as v (version, days),
        unnest(array[2, 7, 6, 5, 4]) with ordinality as s (status, step), ${everyNode}`,
  ]
}

/** Our record of what each machine last reported. */
export const BOOTED = `update ${OUR_TABLES.machines} set boot_id = '${BOOT_ID}'`

/** Our record of the group that made each grant. */
export const GRANTED = `update ${OUR_TABLES.nodes} set granted_group_id = group_id`

/** Gives every group of the application its share of the nodes, by their ids. */
export const SPREAD = `
  update ${OUR_TABLES.nodes} n set group_id = places.ids[1 + abs(hashtext(n.instance_id)::bigint) % cardinality(ids)]
  from (select array_agg(id order by id) as ids from groups where application_id = '${FLATCAR_APPLICATION_ID}') places
  where n.application_id = '${FLATCAR_APPLICATION_ID}'`
