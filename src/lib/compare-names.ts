/** Compares names for sorting: alphabetical, with numbers in them by their value ("node 9" before "node 10"). */
export const compareNames = new Intl.Collator('en', { numeric: true }).compare
