import { createExternalStore } from '#src/lib/external-store.ts'

/** Whether anything was announced yet. Apart from `notify`, whose library is not part of the first load. */
export const hasNotified = createExternalStore(false)
