import * as z from 'zod/mini'

interface StoredValue<Value> {
  key: string
  defaultValue: Value
  getInitialValueInEffect: boolean
  deserialize: (text: string | undefined) => Value
}

/**
 * Options for `useLocalStorage` and `readLocalStorageValue`: a JSON value that this browser keeps under `key`. Stored
 * text may be missing, broken or from an older version of the dashboard; the value is `fallback` then.
 */
export function storedValue<Value>(
  key: string,
  schema: z.ZodMiniType<Value>,
  fallback: Value,
): StoredValue<Value> {
  return {
    key,
    defaultValue: fallback,
    // The first render already shows the stored value.
    getInitialValueInEffect: false,
    deserialize: (text) => {
      try {
        return z.parse(schema, JSON.parse(text ?? ''))
      } catch {
        return fallback
      }
    },
  }
}
