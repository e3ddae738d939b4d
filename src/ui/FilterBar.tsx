import { Button, NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './FilterBar.module.css'

interface FilterBarProps {
  label: string
  children: ReactNode
  /** Clears the filters; null while none is set. */
  onClear: (() => void) | null
}

/** The filters of a list of entries. */
export const FilterBar = ({ label, children, onClear }: FilterBarProps) => (
  <search className={styles['filters']} aria-label={label}>
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
  options: readonly { value: string; label: string }[]
  value: string
  onChange: (value: string) => void
}

/** One of the filters. A URL may name what is not, or no longer, among the options. */
export function FilterSelect({ label, any, options, value, onChange }: FilterSelectProps) {
  const isUnknown = value !== '' && options.every((option) => option.value !== value)
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      data={[
        { value: '', label: any },
        ...options,
        ...(isUnknown ? [{ value, label: `Unknown (${value})` }] : []),
      ]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** A chosen thing that no other filter shows; a click removes it. */
export const OnlyButton = ({ children, onRemove }: { children: ReactNode; onRemove: () => void }) => (
  <Button size="xs" variant="light" onClick={onRemove}>
    Only {children} ✕
  </Button>
)
