interface Issue {
  /** Names and places, with dots between: "extra_files.0.name". */
  field: string
  message: string
}

/**
 * The first message of each field, with its label in place of the wire's name; `rest` holds those of what is no field.
 * @param labels by the wire's name, of whichever depth
 */
export function messagesByField(issues: readonly Issue[], labels: Readonly<Record<string, string>>) {
  const fields: Record<string, string> = {}
  const rest: string[] = []
  for (const { field, message } of issues) {
    const name = field.split('.').at(-1) ?? ''
    const label = labels[name]
    if (label === undefined) rest.push(message)
    else fields[field] ??= message.replace(new RegExp(`^${name}\\b`), label)
  }
  return { fields, rest }
}
