import type { Application, ApplicationWrite } from '#contract/application.ts'
import { isAsExpected } from '#contract/write-context.ts'
import { readApplication, writeApplication } from '#src/api/application-writes.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { AUDIT_LOG_KEY } from '#src/api/audit-log-key.ts'
import { isolateText } from '#src/lib/isolate-text.ts'
import type { WritableResource } from './writable-resource.ts'

/** What a PUT of an application replaces. An empty product id means none. */
export type ApplicationSettings = Required<{ [Field in keyof ApplicationWrite]: string }>

export const APPLICATION_LABELS: Readonly<Record<keyof ApplicationSettings, string>> = {
  name: 'Name',
  description: 'Description',
  product_id: 'Product ID',
}

export const settingsOfApplication = ({
  name,
  description,
  product_id,
}: Application): ApplicationSettings => ({ name, description, product_id: product_id ?? '' })

const FIELDS = ['name', 'description', 'product_id'] as const

/** An application's name, description and product id. */
export const applicationResource = (
  id: string,
  name: string,
): WritableResource<Application, ApplicationSettings> => ({
  key: `application-${id}`,
  noun: 'application',
  name,
  read: (signal) => readApplication(id, signal),
  write: (settings, _from, context, signal) => writeApplication(id, settings, context, signal),
  settingsOf: settingsOfApplication,
  isSame: isAsExpected,
  describeChanges: (from, to) =>
    FIELDS.filter((field) => from[field] !== to[field])
      .map((field) => `${APPLICATION_LABELS[field]}: ${shown(from[field])} → ${shown(to[field])}`)
      .join('; '),
  invalidates: [applicationsQuery().queryKey, AUDIT_LOG_KEY],
})

const shown = (text: string) => isolateText(text) || '(empty)'
