import { expect, test } from 'vitest'
import type { NodeGroup } from '#src/features/nodes/reading/node-group.ts'
import type { NodeRow } from '#src/features/nodes/reading/node-row.ts'
import { exportFileName, nodesAsCsv, nodesAsJson } from './node-export-file.ts'

const group: NodeGroup = {
  applicationId: 'app',
  applicationName: '=Kiosk',
  groupId: 'canary-id',
  name: 'canary',
  arch: 2,
  target: '2.0.0',
}
const node = (id: string, alias: string | null): NodeRow => ({
  id,
  alias,
  ip: '10.0.0.1',
  version: '1.0.0',
  status: 3,
  updateVersion: null,
  checkedAt: Date.parse('2026-03-07T08:00:00Z'),
  group,
})
const readAt = Date.parse('2026-03-09T08:00:00Z')
const url = 'http://127.0.0.1/nodes?status=error'

test('a CSV file has every field of each node', async () => {
  expect(
    (await nodesAsCsv([{ ...node('a', 'front, door'), errorCode: '9' }, node('b', null)])).join(''),
  ).toBe(
    [
      'id,alias,application,application_id,group,group_id,arch,version,target_version,status,error_code,error,last_update_version,last_check_for_updates,ip',
      `a,"front, door","'=Kiosk",app,canary,canary-id,arm64,1.0.0,2.0.0,Error,9,The download broke off.,,2026-03-07T08:00:00.000Z,10.0.0.1`,
      `b,,"'=Kiosk",app,canary,canary-id,arm64,1.0.0,2.0.0,Error,,,,2026-03-07T08:00:00.000Z,10.0.0.1`,
      '',
    ].join('\r\n'),
  )
})

test('a JSON file has its source, its time and the groups that are missing', () => {
  const failures = [{ group, message: 'The server failed.' }]
  expect(JSON.parse(nodesAsJson([node('a', null)], { url, readAt, failures }).join(''))).toMatchObject({
    url,
    read_at: '2026-03-09T08:00:00.000Z',
    complete: false,
    missing_groups: [{ group: 'canary', message: 'The server failed.' }],
    nodes: [{ id: 'a', alias: null, status: 'Error' }],
  })
  expect(JSON.parse(nodesAsJson([], { url, readAt, failures: [] }).join(''))).toMatchObject({
    complete: true,
    nodes: [],
  })
})

test('a file of many nodes is complete', () => {
  const nodes = Array.from({ length: 12_001 }, (_, number) => node(String(number), null))
  expect(JSON.parse(nodesAsJson(nodes, { url, readAt, failures: [] }).join('')).nodes).toHaveLength(12_001)
})

test('the file name has the filters, the time and whether the file is incomplete', () => {
  expect(exportFileName(['Status Error or On hold'], readAt, true, 'csv')).toBe(
    'nodes-status-error-or-on-hold-2026-03-09T0800Z.csv',
  )
  expect(exportFileName([], readAt, false, 'json')).toBe('nodes-incomplete-2026-03-09T0800Z.json')
})
