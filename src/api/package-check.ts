import * as z from 'zod/mini'
import { type CheckedFile, packageCheckEventSchema } from '#contract/package-check.ts'
import { ApiError } from './api-error.ts'
import { requestLines } from './http.ts'

/** How far the server has downloaded the file, in bytes; `total` is null where the file's server does not say. */
export interface CheckProgress {
  kind: 'running'
  bytes: number
  total: number | null
}

/** What the check of a package's file found. */
export type CheckResult =
  | { kind: 'done'; url: string; file: CheckedFile }
  /** `isJudged` is false where the server could not judge the file, though nodes may reach it. */
  | { kind: 'failed'; url: string; isJudged: boolean; message: string }

/** Has the server fetch the file of a package and hash it. Rejects only with an error of the dashboard. */
export async function checkPackageFile(
  url: string,
  signal: AbortSignal,
  onProgress: (progress: CheckProgress) => void,
): Promise<CheckResult> {
  const failed = (message: string, isJudged = false) => ({ kind: 'failed', url, isJudged, message }) as const
  let ended: CheckResult | null = null
  try {
    await requestLines('/platte/package-checks', { method: 'POST', body: { url }, signal }, (line) => {
      const event = z.parse(packageCheckEventSchema, line)
      if (event.kind === 'progress') onProgress({ ...event, kind: 'running' })
      else if (event.kind === 'done') ended = { kind: 'done', url, file: event }
      else ended = failed(event.message, event.reason !== 'unreachable')
    })
  } catch (error) {
    if (error instanceof ApiError) return failed(error.message)
    if (!signal.aborted) throw error
  }
  return ended ?? failed('The check broke off. Try again.')
}
