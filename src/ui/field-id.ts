/** Id of a field's input, for links from the problem summary. A page has at most one form. */
export const fieldId = (field: string): string => `field-${field.replaceAll('.', '-')}`
