/** Prints what the changelog has of this version. */
import { readText } from '#scripts/testing/repository-files.ts'
import * as z from 'zod/mini'
import { releaseNotes } from './next-version.ts'

const { version } = z.object({ version: z.string() }).parse(JSON.parse(readText('package.json')))
console.log(releaseNotes(readText('CHANGELOG.md'), version))
