/** `npm run build:server`, second part: writes what the built package contains of others, and under which licences. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'
import {
  mergePackages,
  noticesText,
  readDashboardPackages,
  readInstalledPackage,
  readLicenses,
} from '#scripts/dashboard/bundled-packages.ts'
import { npmComponent, softwareBill } from './software-bill.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const build = path.join(root, 'build')
const serverLicenses = path.join(build, 'server', 'licenses.json')

const { name, version, license, dependencies } = z
  .object({
    name: z.string(),
    version: z.string(),
    license: z.string(),
    dependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')))
const packages = mergePackages(
  await readDashboardPackages(root, path.join(root, 'dist', '.vite', 'licenses.json')),
  await readLicenses(serverLicenses),
  await Promise.all(Object.keys(dependencies).map((dependency) => readInstalledPackage(root, dependency))),
)
const bill = softwareBill(
  npmComponent({ name, version, license }, 'application'),
  packages.map((entry) => npmComponent(entry)),
)
await writeFile(path.join(build, 'THIRD-PARTY-NOTICES.md'), noticesText(packages))
await writeFile(path.join(build, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`)
await rm(serverLicenses)
