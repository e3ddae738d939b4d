/** The SQLSTATE of a PostgreSQL error, such as "23505"; null for any other error. */
export function sqlState(error: unknown): string | null {
  const code = property(error, 'code')
  return code !== null && /^[0-9A-Z]{5}$/.test(code) && property(error, 'severity') !== null ? code : null
}

/** The name of the constraint that a write violated; null for any other error. */
export function violatedConstraint(error: unknown): string | null {
  return sqlState(error) === null ? null : property(error, 'constraint')
}

function property(value: unknown, name: string): string | null {
  if (typeof value !== 'object' || value === null) return null
  const found: unknown = Reflect.get(value, name)
  return typeof found === 'string' ? found : null
}
