import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type Browser, findBrowser } from './find-browser.ts'

const DEBIAN_PACKAGES = ['chromium-headless-shell', 'chromium']

/**
 * The browser for end-to-end tests, installed where there is none: by Playwright, else from Debian's packages when we
 * are root. Throws when none of that gives one.
 */
export async function findOrInstallBrowser(say: (line: string) => void): Promise<Browser> {
  const present = await findBrowser()
  if (present) return present
  const attempts = [
    { name: 'playwright install chromium', commands: [['npx', 'playwright', 'install', 'chromium']] },
    ...(process.getuid?.() === 0
      ? DEBIAN_PACKAGES.map((name) => ({
          name: `apt-get install ${name}`,
          commands: [
            ['apt-get', 'update'],
            ['apt-get', 'install', '-y', '--no-install-recommends', name],
          ],
        }))
      : []),
  ]
  for (const { name, commands } of attempts) {
    say(`There is no browser yet: ${name}`)
    // The second only where the first gave none.
    const done = await runAll(commands)
    const browser = await findBrowser()
    if (browser) return browser
    say(done ? `${name} gave none.` : `${name} failed.`)
  }
  throw new Error(
    'No browser for the end-to-end tests: install Chromium or Google Chrome so that it is on the PATH, or run `npx playwright install chromium`.',
  )
}

async function runAll(commands: readonly string[][]): Promise<boolean> {
  for (const [command = '', ...args] of commands) {
    if (!(await run(command, args))) return false
  }
  return true
}

async function run(command: string, args: readonly string[]): Promise<boolean> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  try {
    const [code]: unknown[] = await once(child, 'exit')
    return code === 0
  } catch {
    // The command isn't there.
    return false
  }
}
