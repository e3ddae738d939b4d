import { UnstyledButton, useMantineColorScheme } from '@mantine/core'
import styles from './ThemeSwitch.module.css'

const SCHEMES = [
  { value: 'light', label: 'Light', icon: <LightIcon /> },
  { value: 'dark', label: 'Dark', icon: <DarkIcon /> },
  { value: 'auto', label: 'Match system', icon: <SystemIcon /> },
] as const

/** The choice is kept in this browser. */
export function ThemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <fieldset className={styles['switch']}>
      <legend className={styles['legend']}>Theme</legend>
      {SCHEMES.map(({ value, label, icon }) => (
        <UnstyledButton
          key={value}
          className={styles['option']}
          aria-label={label}
          title={label}
          aria-pressed={colorScheme === value}
          onClick={() => setColorScheme(value)}
        >
          {icon}
        </UnstyledButton>
      ))}
    </fieldset>
  )
}

const icon = {
  width: 14,
  height: 14,
  viewBox: '0 0 16 16',
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.5,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
  'aria-hidden': true,
} as const

function LightIcon() {
  return (
    <svg {...icon}>
      <circle cx="8" cy="8" r="3" />
      <path d="M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3.05 3.05l1.06 1.06M11.9 11.9l1.05 1.05M12.95 3.05 11.9 4.1M4.1 11.9l-1.05 1.05" />
    </svg>
  )
}

function DarkIcon() {
  return (
    <svg {...icon}>
      <path d="M13.5 9.6A6 6 0 1 1 6.4 2.5a4.8 4.8 0 0 0 7.1 7.1z" />
    </svg>
  )
}

function SystemIcon() {
  return (
    <svg {...icon}>
      <rect x="1.5" y="2.5" width="13" height="8.5" rx="1" />
      <path d="M5.5 14h5M8 11v3" />
    </svg>
  )
}
