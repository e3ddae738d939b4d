import { defineConfig } from '@playwright/test'
import { findBrowser } from '#scripts/testing/find-browser.ts'

// `npm run e2e` has found or installed one already; any other can be named as well.
const executablePath = process.env['E2E_BROWSER'] ?? (await findBrowser())?.executable

/**
 * Of Chromium's own window, which nobody sees: its search box and a renderer in reserve are three more processes a page.
 * The flag overrides Playwright's, so what that disables and matters here is named too.
 */
const DISABLED_FEATURES = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'SpareRendererForSitePerProcess',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
]

/** A page lives for seconds: V8's optimizing compilers cost more than they save. */
const JS_FLAGS = '--no-opt,--no-maglev'

export default defineConfig({
  testDir: 'e2e',
  outputDir: '.cache/e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: process.env['E2E_REPORT'] ?? '.cache/e2e-results.json' }]],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // Recording every test takes much of the time, and a failure shows the page anyway.
    trace: process.env['E2E_TRACE'] === undefined ? 'off' : 'retain-on-failure',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      args: [
        '--disable-gpu',
        '--disable-quic',
        `--js-flags=${JS_FLAGS}`,
        `--disable-features=${DISABLED_FEATURES.join(',')}`,
      ],
    },
  },
})
