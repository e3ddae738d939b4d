import { ACTIVITY_CLASS, ACTIVITY_SEVERITY, type ActivityEntry } from '#contract/activity.ts'
import type { Channel } from '#contract/channel.ts'
import { isRollbackError } from '#contract/error-code.ts'
import { channelTitle } from '#src/domain/catalogue/channel-title.ts'
import { errorLabel, describeErrorCode } from '#src/domain/nodes/error-label.ts'
import { isolateText } from '#src/lib/isolate-text.ts'
import type { Tone } from '#src/ui/tone.ts'

/**
 * What happened, without where and when: "Rollout of 4459.2.0 started".
 * @param channels of its application, as far as they are known: two with one name are told apart by their arch
 */
export function describeActivity(entry: ActivityEntry, channels: readonly Channel[] = []): string {
  const { class: kind, version, error_code } = entry
  switch (kind) {
    case ACTIVITY_CLASS.packageNotFound:
      return 'A node checked in, and the channel has no package'
    case ACTIVITY_CLASS.rolloutStarted:
      return `Rollout of ${version} started`
    case ACTIVITY_CLASS.rolloutFinished:
      return `Rollout of ${version} finished`
    case ACTIVITY_CLASS.rolloutFailed:
      return `Rollout of ${version} failed`
    case ACTIVITY_CLASS.instanceUpdateFailed:
      return `Update to ${version} ${isRollbackError(error_code ?? null) ? 'was rolled back' : 'failed'}`
    case ACTIVITY_CLASS.channelPackageUpdated:
      return `Channel ${titleOfChannel(entry, channels)} → ${version || 'no package'}`
    default:
      return `Activity of an unknown kind (${kind})`
  }
}

function titleOfChannel({ channel_name, channel_arch }: ActivityEntry, channels: readonly Channel[]): string {
  const channel = channels.find(({ name, arch }) => name === channel_name && arch === channel_arch)
  return channel ? channelTitle(channel, channels) : isolateText(channel_name ?? '')
}

/** The error of a failed update, where it is known: "code 9: The download broke off." */
export const activityError = ({ error_code }: ActivityEntry): string | null =>
  error_code ? `${errorLabel(error_code).toLowerCase()}: ${describeErrorCode(error_code)}` : null

/** Every severity, the worst first. */
export const SEVERITIES: readonly { value: number; label: string; tone: Tone }[] = [
  { value: ACTIVITY_SEVERITY.error, label: 'Error', tone: 'bad' },
  { value: ACTIVITY_SEVERITY.warning, label: 'Warning', tone: 'waiting' },
  { value: ACTIVITY_SEVERITY.info, label: 'Info', tone: 'neutral' },
  { value: ACTIVITY_SEVERITY.success, label: 'Success', tone: 'good' },
]

/** A severity in a word, with its tone. */
export const describeSeverity = (severity: number): { label: string; tone: Tone } =>
  SEVERITIES.find(({ value }) => value === severity) ?? { label: 'Info', tone: 'neutral' }
