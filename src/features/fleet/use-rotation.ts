import { useEffect, useState } from 'react'

/** One of the pages that a screen shows in turn. */
export interface ListPage<Item> {
  items: readonly Item[]
  /** 0-based. */
  page: number
  pages: number
  /** Position of the page's first item in the list, 1-based. */
  first: number
}

/** The page for this step: the pages in turn, from the start again after the last one. */
export function pageAt<Item>(list: readonly Item[], perPage: number, step: number): ListPage<Item> {
  const pages = Math.max(1, Math.ceil(list.length / perPage))
  const page = step % pages
  return { items: list.slice(page * perPage, (page + 1) * perPage), page, pages, first: page * perPage + 1 }
}

const REDUCED_MOTION = '(prefers-reduced-motion: reduce)'

/** Counts up once per interval; stands still while the user prefers reduced motion. */
export function useRotation(intervalMs: number): number {
  const [step, setStep] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => {
      if (!matchMedia(REDUCED_MOTION).matches) setStep((previous) => previous + 1)
    }, intervalMs)
    return () => clearInterval(timer)
  }, [intervalMs])
  return step
}
