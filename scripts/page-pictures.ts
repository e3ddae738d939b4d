import path from 'node:path'
import type { Browser } from '@playwright/test'
import * as z from 'zod/mini'
import { PAGE_PATHS } from '#contract/page-paths.ts'

const SIZES = [
  { name: 'phone', width: 390, height: 844 },
  { name: 'tablet', width: 768, height: 1024 },
  { name: 'laptop', width: 1280, height: 800 },
  { name: 'desk', width: 1920, height: 1080 },
] as const
const THEMES = ['light', 'dark'] as const

const applicationsSchema = z.object({
  applications: z.array(
    z.object({
      id: z.string(),
      channels: z.nullable(z.array(z.object({ id: z.string() }))),
      groups: z.nullable(z.array(z.object({ id: z.string() }))),
    }),
  ),
})
const instancesSchema = z.object({ instances: z.array(z.object({ id: z.string() })) })

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

/** Every page by its name, for the first group, channel and node that the server has. */
async function pageUrls(address: string): Promise<[name: string, url: string][]> {
  const read = async <Body>(url: string, schema: z.ZodMiniType<Body>): Promise<Body> =>
    z.parse(schema, await (await fetch(`${address}${url}`)).json())
  const { applications } = await read('/api/apps?page=1&perpage=10', applicationsSchema)
  const [application] = applications
  const group = application?.groups?.[0]
  const channel = application?.channels?.[0]
  if (!application || !group || !channel) throw new Error('The server has no group or no channel to show.')
  const { instances } = await read(
    `/api/apps/${application.id}/groups/${group.id}/instances?status=0&sort=0&sortOrder=0&page=1&perpage=10&duration=30d`,
    instancesSchema,
  )
  const ids: Record<string, string> = {
    ':applicationId': application.id,
    ':groupId': group.id,
    ':channelId': channel.id,
    ':instanceId': instances[0]?.id ?? 'none',
  }
  const urls = Object.entries(PAGE_PATHS).map(([name, pattern]): [string, string] => [
    name,
    address + pattern.replaceAll(/:\w+/g, (id) => ids[id] ?? id),
  ])
  return [...urls, ['wallboard', `${address}/?wall`]]
}
