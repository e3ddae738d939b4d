import { Fragment } from 'react'
import { nameListParts } from '#src/lib/name-list.ts'

interface NameListProps {
  names: readonly string[]
  /** The most names to show; the others are counted. */
  max?: number
}

/** "canary, stable, and 12 more", with each name isolated from the direction of the text around it. */
export const NameList = ({ names, max }: NameListProps) =>
  nameListParts(names, max).map(({ text, isName }, index) =>
    // The parts have no other identity.
    isName ? <bdi key={index}>{text}</bdi> : <Fragment key={index}>{text}</Fragment>,
  )
