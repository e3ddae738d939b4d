import { HttpError } from '#server/http/http-error.ts'

/**
 * Whether a response says that the update server doesn't know the request: a Nebraska answers an unknown path or method
 * with its dashboard's page and 200 (docs/protocol.md, “Releases of Nebraska”).
 */
export const isPageInsteadOfResponse = ({ status, type }: { status: number; type: string }): boolean =>
  status >= 200 && status < 300 && /^text\/html\b/i.test(type.trim())

/** Status 501: the request is right, but this server has nothing that carries it out. */
export const notSupported = (method: string, path: string): HttpError =>
  new HttpError(
    501,
    'not-supported',
    `The update server does not support ${method} ${path.replace(/\?.*$/s, '')}: it responded with a web page. ${method === 'GET' ? 'Its' : 'Nothing was changed: its'} version of Nebraska may be too old, or a sign-in may be required.`,
  )
