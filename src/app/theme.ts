import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const river: MantineColorsTuple = [
  '#eef4fd',
  '#dae7fa',
  '#b3cdf4',
  '#88b1ee',
  '#6499e9',
  '#4485e2',
  '#2f6fd6',
  '#1f5fbf',
  '#174fa3',
  '#0d3f87',
]

// Mantine's roles: text (0), borders (4), hovered surfaces (5), surfaces (6), page (7).
const dark: MantineColorsTuple = [
  '#e4e8ed',
  '#b9c2cc',
  '#9aa5b1',
  '#7d8894',
  '#2c343d',
  '#1f262e',
  '#181d23',
  '#101418',
  '#0c0f12',
  '#080a0c',
]

export const theme = createTheme({
  colors: { river, dark },
  primaryColor: 'river',
  // White text on it has a contrast of 6:1 in both themes.
  primaryShade: 7,
  defaultRadius: 'sm',
  fontFamily:
    '"Inter Variable", "Inter Fallback", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  // 12, 13, 14, 16 and 20 px at the browser's default size.
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: { fontWeight: '600' },
  // Its arrow says nothing that its role doesn't.
  components: { NativeSelect: { defaultProps: { rightSectionProps: { 'aria-hidden': true } } } },
  cursorType: 'pointer',
})

// Mantine's own greys miss the AA contrast on a page that is not pure white or black.
const colours = {
  '--mantine-color-body': 'var(--platte-page)',
  '--mantine-color-text': 'var(--platte-text)',
  '--mantine-color-dimmed': 'var(--platte-dimmed)',
  '--mantine-color-placeholder': 'var(--platte-dimmed)',
  '--mantine-color-anchor': 'var(--platte-link)',
  '--mantine-color-default': 'var(--platte-panel)',
  '--mantine-color-default-hover': 'var(--platte-hover)',
  '--mantine-color-default-color': 'var(--platte-text)',
  '--mantine-color-default-border': 'var(--platte-border)',
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...colours, '--mantine-color-error': '#b3261e' },
  dark: { ...colours, '--mantine-color-error': '#ff958b' },
})
