const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** Whether the text is a UUID as PostgreSQL prints it: in lower case, with dashes. */
export const isUuid = (text: string): boolean => UUID.test(text)
