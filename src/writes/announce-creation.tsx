import { announceWrite } from './announce-write.tsx'
import type { WritableResource } from './writable-resource.ts'

/** @param answered false when the resource was only found by a later read */
export const announceCreation = <Value, Settings>(
  resource: WritableResource<Value, Settings>,
  answered: boolean,
): void =>
  announceWrite(resource, {
    title: (
      <>
        Added {resource.noun} <bdi>{resource.name}</bdi>
      </>
    ),
    message: answered ? '' : 'Platte found it when it checked.',
  })
