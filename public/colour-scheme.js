// Runs before anything is painted: a theme chosen against the system's would flash otherwise.
// The name of the entry is the component library's; what isn't chosen is the system's.
try {
  const chosen = localStorage.getItem('mantine-color-scheme-value')
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
} catch {
  // Storage is switched off: then nobody chose.
}
