/** Id of an input, where the summary of what is wrong leads to. There is one form a page. */
export const fieldId = (field: string): string => `field-${field.replaceAll('.', '-')}`
