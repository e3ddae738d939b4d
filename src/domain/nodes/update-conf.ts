import type { UpdateEndpoint } from '#contract/update-endpoint.ts'

/** Where Flatcar's updater is configured. */
export const UPDATE_CONF = '/etc/flatcar/update.conf'
const MODE = 0o644

interface KnownAddresses {
  /** Null where a Nebraska serves the dashboard, or is behind it. */
  endpoint: UpdateEndpoint | null
  /** The Nebraska behind this process; null for none. */
  updateServer: string | null
  /** Of the page. */
  origin: string
}

/** The URL that nodes check in at, as far as it is known: operators may know another name of the server. */
export function updateUrl({ endpoint, updateServer, origin }: KnownAddresses): string {
  if (endpoint === null) return `${(updateServer ?? origin).replace(/\/+$/, '')}/v1/update/`
  const { public_url, port, path } = endpoint
  const url = new URL(path, public_url ?? origin)
  if (port !== null) {
    // What listens there for nodes only speaks no TLS.
    url.protocol = 'http:'
    url.port = String(port)
  }
  return url.href
}

/** Whether `update.conf` can hold the text as it is: programs that read it take it for a shell's assignment. */
export const isPlainValue = (value: string): boolean => /^[\w.~:/@%+-]+$/.test(value)

export interface UpdateConf {
  /** The URL that nodes check in at. */
  server: string
  track: string
}

/** The lines of Flatcar's `/etc/flatcar/update.conf`. */
export const updateConfLines = ({ server, track }: UpdateConf): string => `SERVER=${server}\nGROUP=${track}\n`

/** A Butane config that writes the file (https://coreos.github.io/butane/config-flatcar-v1_0/). */
export const butaneConfig = (conf: UpdateConf): string =>
  `variant: flatcar
version: 1.0.0
storage:
  files:
    - path: ${UPDATE_CONF}
      overwrite: true
      mode: 0${MODE.toString(8)}
      contents:
        inline: |
${updateConfLines(conf).replaceAll(/^(?=.)/gm, ' '.repeat(10))}`

/** The Ignition config of that Butane config (https://coreos.github.io/ignition/configuration-v3_3/). */
export const ignitionConfig = (conf: UpdateConf): string =>
  `${JSON.stringify(
    {
      ignition: { version: '3.3.0' },
      storage: {
        files: [
          {
            path: UPDATE_CONF,
            overwrite: true,
            mode: MODE,
            contents: { source: `data:,${encodeURIComponent(updateConfLines(conf))}` },
          },
        ],
      },
    },
    null,
    2,
  )}\n`

/** Commands for a node that runs already. */
export const joinCommands = (conf: UpdateConf): string =>
  `sudo tee ${UPDATE_CONF} <<'END'
${updateConfLines(conf)}END
sudo systemctl restart update-engine
update_engine_client -check_for_update
`
