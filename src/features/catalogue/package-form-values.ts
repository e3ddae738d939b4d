import * as z from 'zod/mini'
import { ARCH_NAMES, type Arch } from '#contract/arch.ts'
import { type Package, PACKAGE_TYPE, type PackageWrite, packageWriteSchema } from '#contract/package.ts'
import {
  isSamePackage,
  type PackageSettings,
  settingsOfNewPackage,
  settingsOfPackage,
} from '#contract/package-settings.ts'
import { base64OfHash, SHA1_BYTES, SHA256_BYTES } from '#src/domain/catalogue/hash-text.ts'
import {
  fileSha256Problem,
  packageProblems,
  sha1Problem,
  sizeProblem,
} from '#src/domain/catalogue/package-problems.ts'
import { messagesByField } from '#src/lib/messages-by-field.ts'

export interface ExtraFileValues {
  /** Of a file that the package has already. */
  id?: number
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

/** The values of a form that edits the package. */
export const valuesOfPackage = (release: Package): PackageFormValues => ({
  version: release.version,
  arch: String(release.arch),
  type: String(release.type),
  url: release.url,
  filename: release.filename ?? '',
  size: release.size ?? '',
  hash: release.hash ?? '',
  sha256: release.flatcar_action?.sha256 ?? '',
  description: release.description ?? '',
  channels_blacklist: release.channels_blacklist ?? [],
  extra_files: (release.extra_files ?? []).map(({ id, name, size, hash, hash256 }) => ({
    id,
    name: name ?? '',
    size: size ?? '',
    hash: hash ?? '',
    hash256: hash256 ?? '',
  })),
})

/** What a PUT is to make of the package. The action of one that is no Flatcar package stays. */
export function settingsOfValues(from: Package, values: PackageFormValues): PackageSettings {
  const wanted = settingsOfNewPackage(packageOfValues(from.application_id, values))
  return {
    ...wanted,
    extra_files: (wanted.extra_files ?? []).map((file, place) => ({
      ...file,
      id: values.extra_files[place]?.id,
    })),
    flatcar_action: wanted.flatcar_action ?? from.flatcar_action,
  }
}

/** Body of the POST, without spaces around texts, and with hashes as nodes expect them. */
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
    hash: base64OfHash(hash, SHA1_BYTES),
    channels_blacklist: values.channels_blacklist,
    extra_files: extra_files.map((file) => ({
      name: file.name.trim(),
      size: file.size.trim(),
      hash: base64OfHash(file.hash, SHA1_BYTES),
      hash256: file.hash256.trim(),
    })),
    ...(isFlatcar(values) && { flatcar_action: { sha256: base64OfHash(sha256, SHA256_BYTES) } }),
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
export const isWantedPackage = (found: Package, wanted: PackageWrite): boolean =>
  isSamePackage(settingsOfPackage(found), settingsOfNewPackage(wanted))
