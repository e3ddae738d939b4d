import { useEffect, useState } from 'react'

/** Part of a list, of which a screen shows one after the other. */
export interface ListPage<Item> {
  items: readonly Item[]
  /** From 0. */
  page: number
  pages: number
  /** Place of the first item in the list, from 1. */
  first: number
}

/** The page that is due at this step: after the last comes the first, also once the list has become shorter. */
export function pageAt<Item>(list: readonly Item[], perPage: number, step: number): ListPage<Item> {
  const pages = Math.max(1, Math.ceil(list.length / perPage))
  const page = step % pages
  return { items: list.slice(page * perPage, (page + 1) * perPage), page, pages, first: page * perPage + 1 }
}

const STILL = '(prefers-reduced-motion: reduce)'

/** Counts up, once every so many milliseconds; stays at 0 for who wants nothing to move. */
export function useRotation(every: number): number {
  const [step, setStep] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => {
      if (!matchMedia(STILL).matches) setStep((before) => before + 1)
    }, every)
    return () => clearInterval(timer)
  }, [every])
  return step
}
