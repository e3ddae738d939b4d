import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Arch } from '#contract/arch.ts'
import type { Freeze, FrozenGroup } from '#contract/freeze.ts'
import type { AuditEntry, AuditSubject } from '#contract/audit-log.ts'

/** Defaults to the current time. */
type CreatedTs = ColumnType<Date, Date | undefined, never>

/** Counts up; orders rows of a list that were created at the same time. */
type Seq = GeneratedAlways<string>

export interface ApplicationTable {
  id: Generated<string>
  name: string
  description: string
  product_id: string | null
  created_ts: CreatedTs
  seq: Seq
}

export interface PackageTable {
  id: Generated<string>
  application_id: string
  arch: Arch
  type: number
  version: string
  url: string
  filename: string | null
  description: string | null
  size: string | null
  hash: string | null
  created_ts: CreatedTs
  seq: Seq
}

export interface PackageFileTable {
  id: Generated<number>
  package_id: string
  name: string
  size: string | null
  hash: string | null
  hash256: string | null
  created_ts: CreatedTs
}

export interface FlatcarActionTable {
  id: Generated<string>
  package_id: string
  event: Generated<string>
  chromeos_version: Generated<string>
  sha256: string
  needs_admin: Generated<boolean>
  is_delta: Generated<boolean>
  disable_payload_backoff: Generated<boolean>
  metadata_signature_rsa: Generated<string>
  metadata_size: Generated<string>
  deadline: Generated<string>
  created_ts: CreatedTs
}

export interface ChannelTable {
  id: Generated<string>
  application_id: string
  name: string
  color: string
  arch: Arch
  package_id: string | null
  created_ts: CreatedTs
  seq: Seq
}

/** Packages that a channel must never have. */
export interface ChannelBlacklistTable {
  channel_id: string
  package_id: string
  seq: Seq
}

export interface ChannelFloorTable {
  channel_id: string
  package_id: string
  floor_reason: string | null
  created_ts: CreatedTs
}

export interface GroupTable {
  id: Generated<string>
  application_id: string
  channel_id: string | null
  name: string
  description: string
  track: string
  rollout_in_progress: Generated<boolean>
  policy_updates_enabled: boolean
  policy_safe_mode: boolean
  policy_office_hours: boolean
  policy_timezone: string | null
  policy_period_interval: string
  policy_max_updates_per_period: number
  policy_update_timeout: string
  created_ts: CreatedTs
  seq: Seq
  /** When safe mode switched the group's updates off, and at which counts; null where it has not. */
  brake_tripped_ts: Date | null
  brake_updates_timed_out: number | null
  brake_limit: number | null
  /** Since when an operator has updates switched off; null where they are on, or the time is unknown. */
  updates_disabled_ts: Date | null
}

export interface InstanceTable {
  id: string
  ip: string
  alias: Generated<string>
  oem: Generated<string>
  aleph_version: Generated<string>
  /** Empty where it reported none. */
  boot_id: Generated<string>
  created_ts: CreatedTs
}

/** An address or a boot id of a machine that has reported several of them. */
export interface NodeIdentityTable {
  instance_id: string
  kind: 'address' | 'boot_id'
  value: string
  first_seen_ts: Date
  last_seen_ts: Date
  /** How often it came back within a day. */
  returns: Generated<number>
}

export interface InstanceApplicationTable {
  instance_id: string
  application_id: string
  group_id: string | null
  version: string
  /** Since when it reports this version in this group; null where that is unknown. */
  version_since: Generated<Date | null>
  status: number | null
  last_check_for_updates: Date
  /** In seconds, the newest first; eight at most. */
  recent_check_gaps: Generated<number[]>
  last_update_granted_ts: Date | null
  last_update_version: string | null
  update_in_progress: Generated<boolean>
  /** The group that made the latest grant, in which it counts; the node may check in with another one since. */
  granted_group_id: string | null
  created_ts: CreatedTs
  /** The node's latest completed update in its group; kept by a trigger, null where there is none. */
  completed_ts: ColumnType<Date | null, never, never>
  completed_version: ColumnType<string | null, never, never>
  /** The version on the version timeline: of that update, or else as the node reports it. */
  running_version: GeneratedAlways<string | null>
  running_since: GeneratedAlways<Date>
}

/** A node's latest grant in a group, where another group has granted it an update since; kept by a trigger. */
export interface EarlierGrantTable {
  instance_id: string
  application_id: string
  group_id: string
  granted_ts: Date
}

export interface InstanceStatusHistoryTable {
  id: Generated<string>
  instance_id: string
  application_id: string
  group_id: string | null
  status: number
  version: string | null
  error_code: string | null
  created_ts: CreatedTs
}

export interface ActivityTable {
  id: Generated<string>
  application_id: string
  group_id: string | null
  channel_id: string | null
  instance_id: string | null
  class: number
  severity: number
  version: string
  created_ts: CreatedTs
}

/** Facts about the database itself, such as that it was seeded: one row for each key. */
export interface SettingTable {
  key: string
  value: string
}

export interface FreezeTable {
  id: string
  /** The update server that this process is in front of; null for this server. */
  update_server: string | null
  created_ts: Date
  actor: string
  reason: string
  exceptions: ColumnType<Freeze['exceptions'], string, never>
  thawed_ts: Date | null
  thawed_by: string | null
}

export interface FrozenGroupTable {
  freeze_id: string
  group_id: string
  /** The order in which the operator chose the groups. */
  position: number
  application_id: string
  application_name: string
  group_name: string
  before: ColumnType<FrozenGroup['before'], string, string>
  outcome: FrozenGroup['outcome']
  thaw: FrozenGroup['thaw']
  message: string | null
}

/** One write; the contract's `auditEntrySchema` describes the columns. */
export interface AuditLogTable {
  id: Generated<string>
  /** The update server that received the write; null for this server. */
  update_server: string | null
  created_ts: Date
  actor: string
  action: AuditEntry['action']
  subject: AuditSubject
  application_id: string | null
  subject_id: string | null
  subject_name: string
  /** Written as JSON, read as an object. */
  before: ColumnType<AuditEntry['before'], string | null, string | null>
  after: ColumnType<AuditEntry['after'], string | null, string | null>
  reason: string
  outcome: AuditEntry['outcome']
  message: string | null
}

/** A person who is signed in. */
export interface SessionTable {
  /** The SHA-256 of the cookie. */
  id: string
  /** The server that the tokens are for; null for this one. */
  update_server: string | null
  issuer: string
  subject: string
  name: string
  role: 'admin' | 'viewer' | null
  reason: string
  /** Encrypted. */
  tokens: string
  created_ts: Date
  used_ts: Date
  /** When the access token expires. */
  expires_ts: Date
  /** Until when a process may take to replace the tokens. */
  refreshing_until: Date | null
}

/** A check-in that the server refused; the same machine and mistake once. */
export interface RefusedCheckInTable {
  id: string
  kind: 'malformed' | 'no-group' | 'not-registered'
  address: string
  instance_id: string
  alias: string
  application: string
  track: string
  /** Null where nobody knows it. */
  arch: number | null
  board: string
  version: string
  sent: string
  first_ts: Date
  last_ts: Date
  times: ColumnType<string, number, number>
}

/** A row that is marked as deleted is in no view, and goes once nothing refers to it. */
type WithDeleted<Table> = Table & { deleted_ts: Date | null }

export interface Schema {
  all_applications: WithDeleted<ApplicationTable>
  /** A view of those that are not deleted. */
  applications: ApplicationTable
  packages: PackageTable
  package_files: PackageFileTable
  flatcar_actions: FlatcarActionTable
  channels: ChannelTable
  channel_blacklist: ChannelBlacklistTable
  channel_floors: ChannelFloorTable
  all_groups: WithDeleted<GroupTable>
  /** A view of those that are not deleted. */
  groups: GroupTable
  instances: InstanceTable
  node_identities: NodeIdentityTable
  instance_applications: InstanceApplicationTable
  earlier_grants: EarlierGrantTable
  instance_status_history: InstanceStatusHistoryTable
  activities: ActivityTable
  settings: SettingTable
  freezes: FreezeTable
  frozen_groups: FrozenGroupTable
  audit_log: AuditLogTable
  sessions: SessionTable
  refused_check_ins: RefusedCheckInTable
}
