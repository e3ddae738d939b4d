import { access, constants } from 'node:fs/promises'
import path from 'node:path'

const NAMES = ['firefox', 'firefox-esr']
const MAC_APPLICATION = '/Applications/Firefox.app/Contents/MacOS/firefox'

/** The executable of the system's Firefox, or of `E2E_FIREFOX`; null where there is none. */
export async function findFirefox(): Promise<string | null> {
  const directories = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((directory) => directory !== '')
  const candidates = [
    process.env['E2E_FIREFOX'] ?? '',
    ...NAMES.flatMap((name) => directories.map((directory) => path.join(directory, name))),
    MAC_APPLICATION,
  ]
  for (const candidate of candidates) {
    if (candidate !== '' && (await isExecutable(candidate))) return candidate
  }
  return null
}

const isExecutable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  )
