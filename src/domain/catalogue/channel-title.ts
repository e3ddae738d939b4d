import type { Channel } from '#contract/channel.ts'
import { archName } from './arch-name.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

/** A channel's name, with its arch where another of its application has the same name: "beta (amd64)". */
export const channelTitle = ({ id, name, arch }: Channel, channels: readonly Channel[]): string =>
  channels.some((other) => other.id !== id && other.name === name)
    ? `${isolateText(name)} (${archName(arch)})`
    : name
