import { Popover } from '@mantine/core'
import '@mantine/core/styles/Popover.layer.css'
import { type ReactNode, type SyntheticEvent, useState } from 'react'
import { Link, useHref, useLinkClickHandler } from 'react-router'
import { plural } from '#src/lib/format-number.ts'
import type { MarkLink, TimelineMark } from './chart-data.ts'
import styles from './MarkLabel.module.css'

interface MarkLabelProps {
  mark: TimelineMark
  /** The chart passes where the line of the mark is, in pixels. */
  viewBox?: { x?: number; y?: number } | undefined
}

/** The label above the line of a mark, which leads to the cause of its event, or lists those of its events. */
export function MarkLabel({ mark, viewBox: { x = 0, y = 0 } = {} }: MarkLabelProps) {
  const { label, links = [] } = mark
  const [first, second] = links
  const text = (
    <text x={x} y={y - 6} textAnchor="middle" className={styles['label']}>
      {label}
    </text>
  )
  if (!first) return text
  const children = (
    <>
      <title>{links.map(({ words }) => words).join('\n')}</title>
      <rect x={x - 10} y={y - 20} width={20} height={20} rx={3} className={styles['target']} />
      {text}
    </>
  )
  return second ? (
    <LabelMenu {...{ label, links, children }} />
  ) : (
    <LinkedLabel link={first} {...{ label, children }} />
  )
}

interface LabelProps {
  label: string
  children: ReactNode
}

/** The router's own links are of HTML, which a drawing can't have. */
function LinkedLabel({ link: { to, words }, label, children }: LabelProps & { link: MarkLink }) {
  const follow = useLinkClickHandler(to)
  return (
    <a href={useHref(to)} aria-label={`${label}: ${words}`} className={styles['link']} onClick={follow}>
      {children}
    </a>
  )
}

function LabelMenu({ links, label, children }: LabelProps & { links: readonly MarkLink[] }) {
  const [opened, setOpened] = useState(false)
  const name = `${label}: ${plural(links.length, 'event')}`
  return (
    <Popover position="bottom" trapFocus returnFocus shadow="md" opened={opened} onChange={setOpened}>
      <Popover.Target>
        <g
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing has no buttons
          role="button"
          tabIndex={0}
          aria-label={name}
          className={styles['link']}
          onClick={() => setOpened(!opened)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== ' ') return
            event.preventDefault()
            setOpened(!opened)
          }}
        >
          {children}
        </g>
      </Popover.Target>
      <Popover.Dropdown aria-label={name} className={styles['menu']} onMouseMove={keepFromChart}>
        <ul className={styles['events']}>
          {links.map(({ to, words }) => (
            <li key={words}>
              <Link to={to}>{words}</Link>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}

/** The list lies above the chart, which would show the numbers below the pointer. */
const keepFromChart = (event: SyntheticEvent) => event.stopPropagation()
