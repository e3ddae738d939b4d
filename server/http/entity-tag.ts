import { createHash } from 'node:crypto'

const LENGTH = 27

/** A weak entity tag of what identifies a response. */
export const entityTag = (identity: string | Uint8Array): string =>
  `W/"${createHash('sha256').update(identity).digest('base64url').slice(0, LENGTH)}"`

/** Whether a client that sent this `If-None-Match` has the response with the weak entity tag. */
export function isKnownTag(etag: string, ifNoneMatch: string | undefined): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim()) ?? []
  return tags.some((tag) => tag === '*' || weak(tag) === etag)
}

const weak = (tag: string) => (tag.startsWith('W/') ? tag : `W/${tag}`)
