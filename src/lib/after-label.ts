/** What follows a field's label so that the two read as one: a message may begin with the label itself. */
export const afterLabel = (label: string, message: string): string =>
  message.startsWith(`${label} `) ? message.slice(label.length) : `: ${message}`
