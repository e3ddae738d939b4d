import { Button, NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './FilterBar.module.css'

interface FilterBarProps {
  label: string
  children: ReactNode
  /** Clears the filters; null while none is set. */
  onClear?: (() => void) | null
  /** Beside the title of the page, not above a list. */
  isInHeading?: boolean
}

/** The filters of a list. */
export const FilterBar = ({ label, children, onClear, isInHeading }: FilterBarProps) => (
  <search className={styles['filters']} aria-label={label} data-in-heading={isInHeading || undefined}>
    {children}
    {onClear && (
      <Button size="xs" variant="subtle" onClick={onClear}>
        Clear filters
      </Button>
    )}
  </search>
)

interface FilterSelectProps {
  label: string
  /** The option that matches everything. */
  any: string
  /** Undefined while they load. */
  options: readonly { value: string; label: string }[] | undefined
  value: string
  onChange: (value: string) => void
}

/** One of the filters. A URL may name what is not, or no longer, among the options. */
export function FilterSelect({ label, any, options, value, onChange }: FilterSelectProps) {
  const known = options ?? []
  const isUnknown = value !== '' && known.every((option) => option.value !== value)
  return (
    <NativeSelect
      size="xs"
      className={styles['select']}
      aria-label={label}
      data-printed={value !== '' || undefined}
      data={[
        { value: '', label: any },
        ...known,
        ...(isUnknown ? [{ value, label: options ? `Unknown (${value})` : 'Loading…' }] : []),
      ]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** A chosen thing that no other filter shows; a click removes it. */
export const OnlyButton = ({ children, onRemove }: { children: ReactNode; onRemove: () => void }) => (
  <Button size="xs" variant="light" data-printed onClick={onRemove}>
    Only {children} <span className={styles['remove']}>✕</span>
  </Button>
)
