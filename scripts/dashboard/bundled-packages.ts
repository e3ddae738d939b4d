import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod/mini'

/** A package of others that ours contains or installs. */
export interface BundledPackage {
  name: string
  version: string
  /** An SPDX identifier or expression; null where the package names none. */
  license: string | null
  /** The text of its licence; null where it has none. */
  text: string | null
}

/** As Vite writes `build.license` to a `.json` file. */
const licensesSchema = z.array(
  z.object({
    name: z.string(),
    version: z.string(),
    identifier: z.optional(z.nullable(z.string())),
    text: z.optional(z.nullable(z.string())),
  }),
)
const manifestSchema = z.object({ version: z.string(), license: z.string() })

/** Reads a build's licences file. */
export async function readLicenses(file: string): Promise<BundledPackage[]> {
  return licensesSchema
    .parse(JSON.parse(await readFile(file, 'utf8')))
    .map(({ name, version, identifier, text }) => ({
      name,
      version,
      license: identifier ?? null,
      text: text ?? null,
    }))
}

/** Reads an installed package that no build bundles. */
export async function readInstalledPackage(root: string, name: string): Promise<BundledPackage> {
  const directory = path.join(root, 'node_modules', name)
  const { version, license } = manifestSchema.parse(
    JSON.parse(await readFile(path.join(directory, 'package.json'), 'utf8')),
  )
  return { name, version, license, text: await readFile(path.join(directory, 'LICENSE'), 'utf8') }
}

/** Its files are in the dashboard's style sheets, which a build doesn't list. */
const FONT_PACKAGE = '@fontsource-variable/inter'

/**
 * What the built dashboard contains of others: what its build lists, and its font. Throws where the build lists nothing.
 * @param licensesFile the list that the build wrote
 */
export async function readDashboardPackages(root: string, licensesFile: string): Promise<BundledPackage[]> {
  const packages = await readLicenses(licensesFile)
  if (packages.length === 0) throw new Error('The build lists no packages, so it would lack their notices.')
  return [...packages, await readInstalledPackage(root, FONT_PACKAGE)]
}

/** Each package and version once, in the order of their names. */
export function mergePackages(...lists: readonly (readonly BundledPackage[])[]): BundledPackage[] {
  const byId = new Map(lists.flat().map((entry) => [`${entry.name}@${entry.version}`, entry]))
  return [...byId.entries()].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry)
}

/** The file that passes on the licences of bundled packages. */
export function noticesText(packages: readonly BundledPackage[]): string {
  const sections = packages.map(({ name, version, license, text }) =>
    [`## ${name} ${version}`, '', `Licence: ${license ?? 'not named'}`, '', text?.trim() ?? '', ''].join(
      '\n',
    ),
  )
  return ['# Third-party notices', '', 'Platte contains these packages.', '', ...sections].join('\n')
}
