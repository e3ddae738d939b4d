import { useQuery } from '@tanstack/react-query'
import { serverConfigQuery } from '#src/api/server-config.ts'

const PLATTE = 'Platte'

/** The update server's own name, logo and colour of the header, as its administrator has set them. */
export function useBranding() {
  const { data } = useQuery(serverConfigQuery())
  return {
    title: data?.title.trim() || PLATTE,
    /** An SVG document; empty for Platte's own. */
    logo: data?.logo ?? '',
    /** The header is dark in the light theme too. */
    isDark: data?.header_style === 'dark',
  }
}
