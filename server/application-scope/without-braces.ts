/** An application's ID as clients may send it: "{e96281a6-d1af-4bde-9a0a-97b76e56dc57}". */
export const withoutBraces = (id: string): string => /^\{(.+)\}$/s.exec(id.trim())?.[1]?.trim() ?? id.trim()
