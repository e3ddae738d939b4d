import { useCallback, useEffect, useRef, useState } from 'react'
import type { CheckedFile } from '#contract/package-check.ts'
import { checkPackageFile, type CheckProgress, type CheckResult } from './package-check.ts'

/** How far the check of a package's file is, and what it found. */
export type FileCheck = { kind: 'idle' } | CheckProgress | CheckResult

const IDLE: FileCheck = { kind: 'idle' }

/** Has the server fetch the file of a package and hash it, one at a time. Leaving the page cancels it. */
export function useFileCheck() {
  const [check, setCheck] = useState<FileCheck>(IDLE)
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
    const ended = await checkPackageFile(url, signal, (progress) => {
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
      setCheck(IDLE)
    },
  }
}
