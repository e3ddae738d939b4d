import * as z from 'zod/mini'
import type { Channel, ChannelWrite } from '#contract/channel.ts'
import { channelWriteSchema } from '#contract/channel.ts'
import { isAsExpected } from '#contract/write-context.ts'
import { messagesByField } from '#src/lib/messages-by-field.ts'
import { archOf } from './package-form-values.ts'

export interface ChannelFormValues {
  name: string
  color: string
  /** Values of the selects; an empty one means no package. */
  arch: string
  package_id: string
}

export const NEW_CHANNEL: ChannelFormValues = { name: '', color: '#1f5fbf', arch: '1', package_id: '' }

/** By wire names. */
export const CHANNEL_LABELS = {
  name: 'Name',
  color: 'Colour',
  arch: 'Architecture',
  package_id: 'Package',
}

/** Body of the POST. */
export const channelOfValues = (application_id: string, values: ChannelFormValues): ChannelWrite => ({
  application_id,
  name: values.name.trim(),
  color: values.color,
  arch: archOf(values.arch),
  ...(values.package_id !== '' && { package_id: values.package_id }),
})

/** What the contract would refuse, by field; empty when the form is valid. */
export function channelFormErrors(values: ChannelFormValues): Record<string, string> {
  const { error } = z.safeParse(channelWriteSchema, channelOfValues('', values))
  const issues = (error?.issues ?? []).map(({ path, message }) => ({
    field: path.map(String).join('.'),
    message,
  }))
  return messagesByField(issues, CHANNEL_LABELS).fields
}

/** Whether the server's channel is the one that the operator entered. */
export const isSameNewChannel = (
  found: Channel,
  { name, color, arch, package_id = '' }: ChannelWrite,
): boolean => isAsExpected({ name, color, arch, package_id }, found)
