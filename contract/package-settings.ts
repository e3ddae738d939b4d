import { type Package, PACKAGE_TYPE, type PackageReplace, type PackageWrite } from './package.ts'
import { isSameValue } from './write-context.ts'

interface ExtraFileSettings {
  /** Left out for a new file. */
  id?: number | undefined
  name: string | null
  size: string | null
  hash: string | null
  hash256: string | null
}

/** The fields that a PUT of a package replaces, all at once, as a GET returns them. */
export interface PackageSettings extends Pick<
  Package,
  'type' | 'version' | 'url' | 'filename' | 'description' | 'size' | 'hash' | 'channels_blacklist'
> {
  extra_files: readonly ExtraFileSettings[] | null
  flatcar_action: { sha256: string } | null
}

export const settingsOfPackage = (release: Package): PackageSettings => ({
  type: release.type,
  version: release.version,
  url: release.url,
  filename: release.filename,
  description: release.description,
  size: release.size,
  hash: release.hash,
  channels_blacklist: release.channels_blacklist,
  extra_files: release.extra_files,
  flatcar_action: release.flatcar_action,
})

/** The package that a POST creates. */
export const settingsOfNewPackage = ({
  extra_files,
  flatcar_action,
  ...plain
}: PackageWrite): PackageSettings => ({
  ...plain,
  extra_files: (extra_files ?? []).map(({ name, size, hash, hash256 }) => ({ name, size, hash, hash256 })),
  flatcar_action: flatcar_action ? { sha256: flatcar_action.sha256 ?? '' } : null,
})

/** Body of the PUT. The action's id goes with its hash, without which a Nebraska drops the hash. */
export function packageWriteOfSettings(from: Package, settings: PackageSettings): PackageReplace {
  const { type, version, url, filename, description, size, hash, extra_files, flatcar_action } = settings
  return {
    application_id: from.application_id,
    arch: from.arch,
    type,
    version,
    url,
    filename: filename ?? '',
    description: description ?? '',
    size: size ?? '',
    hash: hash ?? '',
    channels_blacklist: settings.channels_blacklist ?? [],
    extra_files: (extra_files ?? []).map(({ id, ...file }) => ({
      ...(id !== undefined && { id }),
      name: file.name ?? '',
      size: file.size ?? '',
      hash: file.hash ?? '',
      hash256: file.hash256 ?? '',
    })),
    ...(type === PACKAGE_TYPE.flatcar &&
      flatcar_action && {
        flatcar_action: {
          ...(from.flatcar_action && { id: from.flatcar_action.id }),
          sha256: flatcar_action.sha256,
        },
      }),
  }
}

/** Whether two packages are the same in every field that a PUT replaces. Blacklist and files have no order. */
export const isSamePackage = (one: PackageSettings, other: PackageSettings): boolean =>
  isSameValue(comparable(one), comparable(other))

const comparable = (settings: PackageSettings) => {
  const { type, version, url, filename, description, size, hash } = settings
  return {
    type,
    version,
    url,
    filename,
    description,
    size,
    hash,
    channels_blacklist: (settings.channels_blacklist ?? []).toSorted(),
    extra_files: (settings.extra_files ?? [])
      .map((file) =>
        JSON.stringify([file.name, file.size, file.hash, file.hash256].map((part) => part ?? '')),
      )
      .toSorted(),
    sha256: settings.flatcar_action?.sha256,
  }
}
