import { useCallback, useEffect, useRef, useState } from 'react'
import * as z from 'zod/mini'
import { type CheckedFile, packageCheckEventSchema } from '#contract/package-check.ts'
import { ApiError } from './api-error.ts'
import { requestLines } from './http.ts'

/** How far the check of a package's file is, and what it found. */
export type FileCheck =
  | { kind: 'resting' }
  | { kind: 'running'; bytes: number; total: number | null }
  | { kind: 'done'; url: string; file: CheckedFile }
  /** `unreachable`: the server could not judge the file, though nodes may reach it. */
  | { kind: 'failed'; url: string; isJudged: boolean; message: string }

const RESTING: FileCheck = { kind: 'resting' }

/** Has the server fetch the file of a package and hash it, one at a time. Leaving the page cancels it. */
export function useFileCheck() {
  const [check, setCheck] = useState<FileCheck>(RESTING)
  const running = useRef<AbortController>(null)
  const cancel = useCallback(() => {
    running.current?.abort()
    running.current = null
  }, [])
  useEffect(() => cancel, [cancel])

  /** Resolves with the file; with null where there is none to judge, or the check was cancelled. */
  async function start(url: string): Promise<CheckedFile | null> {
    cancel()
    const { signal } = (running.current = new AbortController())
    setCheck({ kind: 'running', bytes: 0, total: null })
    const ended = await readCheck(url, signal, (progress) => {
      if (!signal.aborted) setCheck(progress)
    })
    if (signal.aborted) return null
    running.current = null
    setCheck(ended)
    return ended.kind === 'done' ? ended.file : null
  }
  return {
    check,
    start,
    cancel: () => {
      cancel()
      setCheck(RESTING)
    },
  }
}

async function readCheck(
  url: string,
  signal: AbortSignal,
  onProgress: (progress: FileCheck) => void,
): Promise<Extract<FileCheck, { kind: 'done' | 'failed' }>> {
  const failed = (message: string, isJudged = false) => ({ kind: 'failed', url, isJudged, message }) as const
  let ended: Extract<FileCheck, { kind: 'done' | 'failed' }> | null = null
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
