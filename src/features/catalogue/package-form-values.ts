import * as z from 'zod/mini'
import { ARCH_NAMES, type Arch } from '#contract/arch.ts'
import { type Package, PACKAGE_TYPE, type PackageWrite, packageWriteSchema } from '#contract/package.ts'
import { isAsExpected } from '#contract/write-context.ts'
import {
  fileSha256Problem,
  packageProblems,
  sha1Problem,
  sizeProblem,
} from '#src/domain/catalogue/package-problems.ts'
import { messagesByField } from '#src/lib/messages-by-field.ts'

export interface ExtraFileValues {
  name: string
  size: string
  hash: string
  hash256: string
}

/** The form's values, as typed. */
export interface PackageFormValues {
  version: string
  /** Values of the selects. */
  arch: string
  type: string
  url: string
  filename: string
  size: string
  hash: string
  sha256: string
  description: string
  channels_blacklist: string[]
  extra_files: ExtraFileValues[]
}

export const NEW_PACKAGE: PackageFormValues = {
  version: '',
  arch: '1',
  type: String(PACKAGE_TYPE.flatcar),
  url: '',
  filename: '',
  size: '',
  hash: '',
  sha256: '',
  description: '',
  channels_blacklist: [],
  extra_files: [],
}
export const NEW_FILE: ExtraFileValues = { name: '', size: '', hash: '', hash256: '' }

/** By wire names. */
export const PACKAGE_LABELS = {
  version: 'Version',
  arch: 'Architecture',
  type: 'Type',
  url: 'URL',
  filename: 'File name',
  size: 'Size',
  hash: 'SHA-1',
  sha256: 'SHA-256',
  description: 'Description',
  channels_blacklist: 'Blacklist',
  extra_files: 'Extra files',
  name: 'Name',
  hash256: 'SHA-256',
}

export const PACKAGE_TYPES = [
  { value: String(PACKAGE_TYPE.flatcar), label: 'Flatcar' },
  { value: String(PACKAGE_TYPE.docker), label: 'Docker image' },
  { value: String(PACKAGE_TYPE.rkt), label: 'rkt image' },
  { value: String(PACKAGE_TYPE.other), label: 'Other' },
]

export const isFlatcar = ({ type }: Pick<PackageFormValues, 'type'>) => type === String(PACKAGE_TYPE.flatcar)

/** The select's value as an arch; 0 (all) for any other value. */
export const archOf = (value: string): Arch =>
  ([0, 1, 2, 3] as const).find((arch) => String(arch) === value) ?? 0

/** The arches of packages and channels. */
export const ARCH_CHOICES = ([1, 2, 3, 0] as const).map((arch) => ({
  value: String(arch),
  label: ARCH_NAMES[arch],
}))

/** Body of the POST, without spaces around texts. */
export function packageOfValues(application_id: string, values: PackageFormValues): PackageWrite {
  const { version, url, filename, size, hash, description, extra_files, sha256 } = values
  return {
    application_id,
    arch: archOf(values.arch),
    type: Number(values.type),
    version: version.trim(),
    url: url.trim(),
    filename: filename.trim(),
    description: description.trim(),
    size: size.trim(),
    hash: hash.trim(),
    channels_blacklist: values.channels_blacklist,
    extra_files: extra_files.map((file) => ({
      name: file.name.trim(),
      size: file.size.trim(),
      hash: file.hash.trim(),
      hash256: file.hash256.trim(),
    })),
    ...(isFlatcar(values) && { flatcar_action: { sha256: sha256.trim() } }),
  }
}

/**
 * What the contract would refuse, and what the server accepts but no node could install, by field; empty when the form
 * is valid.
 */
export function packageFormErrors(values: PackageFormValues): Record<string, string> {
  const wanted = packageOfValues('', values)
  const { error } = z.safeParse(packageWriteSchema, wanted)
  const issues = (error?.issues ?? []).map(({ path, message }) => ({ field: fieldOf(path), message }))
  return { ...uninstallableErrors(wanted), ...messagesByField(issues, PACKAGE_LABELS).fields }
}

function uninstallableErrors(wanted: PackageWrite): Record<string, string> {
  const problems = packageProblems({ ...wanted, sha256: wanted.flatcar_action?.sha256 ?? null })
  const ofFiles = (wanted.extra_files ?? []).flatMap(({ size, hash, hash256 }, place) =>
    Object.entries({
      size: sizeProblem(size),
      hash: sha1Problem(hash),
      hash256: fileSha256Problem(hash256),
    }).map(([part, words]) => ({ part: `extra_files.${place}.${part}`, words })),
  )
  const errors: Record<string, string> = {}
  for (const { part, words } of [...problems, ...ofFiles]) if (words !== null) errors[part] ??= words
  return errors
}

const fieldOf = (path: readonly PropertyKey[]) =>
  path
    .filter((part) => part !== 'flatcar_action')
    .map(String)
    .join('.')

/** Whether the server's package is in every part the one that the operator entered; empty equals absent. */
export function isSamePackage(found: Package, wanted: PackageWrite): boolean {
  const { application_id: _, channels_blacklist, extra_files, flatcar_action, ...plain } = wanted
  const files = found.extra_files ?? []
  return (
    isAsExpected(plain, found) &&
    [...(found.channels_blacklist ?? [])].toSorted().join() === channels_blacklist.toSorted().join() &&
    files.length === (extra_files ?? []).length &&
    (extra_files ?? []).every((file) => files.some((other) => isAsExpected(file, other))) &&
    (found.flatcar_action?.sha256 ?? '') === (flatcar_action?.sha256 ?? '')
  )
}
