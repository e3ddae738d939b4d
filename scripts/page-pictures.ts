import path from 'node:path'
import type { Browser } from '@playwright/test'
import { pageUrls } from './page-urls.ts'

const SIZES = [
  { name: 'phone', width: 390, height: 844 },
  { name: 'tablet', width: 768, height: 1024 },
  { name: 'laptop', width: 1280, height: 800 },
  { name: 'desk', width: 1920, height: 1080 },
] as const
const THEMES = ['light', 'dark'] as const

/**
 * Takes a picture of each page in four sizes and both themes, for a look at what a change does to all of them.
 * @param folder where the pictures go, as `PAGE-SIZE-THEME.png`
 * @returns the number of pictures
 */
export async function takePagePictures(browser: Browser, address: string, folder: string): Promise<number> {
  const pages = await pageUrls(address)
  for (const colorScheme of THEMES) {
    for (const { name: size, ...viewport } of SIZES) {
      const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' })
      for (const [name, url] of pages) {
        await page.goto(url)
        await page.getByRole('heading', { level: 1 }).waitFor()
        // Panels load one by one, and some not before they are in view.
        await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined)
        await page.screenshot({
          path: path.join(folder, `${name}-${size}-${colorScheme}.png`),
          fullPage: true,
        })
      }
      await page.close()
    }
  }
  return pages.length * SIZES.length * THEMES.length
}
