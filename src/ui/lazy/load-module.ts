import { SECOND_MS } from '#contract/time-units.ts'
import { reloadFailedStyles } from './failed-styles.ts'
import { isBuildChanged } from './is-build-changed.ts'

/** A part of the dashboard did not arrive from the server. */
export class ModuleLoadError extends Error {
  /** Whether the server has another build by now, so that only a reload helps. */
  readonly isBuildChanged: boolean

  constructor(isBuildChanged: boolean, cause: unknown) {
    super(
      isBuildChanged
        ? 'Platte was upgraded after this page was opened. Reload the page to use the new version.'
        : 'The server did not send a part of the dashboard.',
      { cause },
    )
    this.name = 'ModuleLoadError'
    this.isBuildChanged = isBuildChanged
  }
}

/** Whether something failed that only a reload of the page mends. */
export const needsReload = (error: unknown): boolean =>
  error instanceof ModuleLoadError && error.isBuildChanged

// The messages of Chromium, Firefox, Safari and Vite.
const NOT_LOADED =
  /dynamically imported module|importing a module script failed|module script|unable to preload css/i

/** Loads a module once. Rejects with a `ModuleLoadError` where the server did not send it or its styles. */
export async function loadModule<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    await reloadFailedStyles()
    return await load()
  } catch (error) {
    if (error instanceof Error && NOT_LOADED.test(error.message))
      throw new ModuleLoadError(await isBuildChanged(), error)
    throw error
  }
}

const DELAYS_MS = [SECOND_MS, 3 * SECOND_MS]

/** Like `loadModule`, for an action that somebody waits for: tries twice more, unless the build has changed. */
export async function loadModuleWithRetries<Module>(load: () => Promise<Module>): Promise<Module> {
  for (const delay of DELAYS_MS) {
    try {
      return await loadModule(load)
    } catch (error) {
      if (!(error instanceof ModuleLoadError) || error.isBuildChanged) throw error
      await new Promise((resolve) => setTimeout(resolve, delay))
    }
  }
  return loadModule(load)
}
