import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { chromium } from '@playwright/test'

const run = promisify(execFile)

export interface Browser {
  executable: string
  /** For people: which one it is. */
  description: string
}

/** The first is the browser without a window, which needs a fifth less time for the same tests. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
]
const USUAL_DIRECTORIES = ['/usr/bin', '/usr/local/bin', '/snap/bin']
const MAC_APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Playwright's own Chromium, else the system's; null where neither is there and runs. */
export async function findBrowser(): Promise<Browser | null> {
  const candidates = [
    { name: "Playwright's own", executable: chromium.executablePath() },
    ...systemBrowsers().map((executable) => ({ name: "the system's", executable })),
  ]
  for (const { name, executable } of candidates) {
    const version = await versionOf(executable)
    if (version !== null) return { executable, description: `${name} ${version} (${executable})` }
  }
  return null
}

function systemBrowsers(): string[] {
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter).filter((directory) => directory !== '')
  const directories = [...new Set([...onPath, ...USUAL_DIRECTORIES])]
  const commands = NAMES.flatMap((name) => directories.map((directory) => path.join(directory, name)))
  return [...commands, ...MAC_APPLICATIONS]
}

/** Such as "Chromium 156.0.8078.79"; null where it isn't there, or lacks a library that it needs. */
async function versionOf(executable: string): Promise<string | null> {
  try {
    const { stdout } = await run(executable, ['--version'])
    return /^.*?\d+(\.\d+)*/.exec(stdout)?.[0] ?? null
  } catch {
    return null
  }
}
