import { access } from 'node:fs/promises'

/** Whether there is a file or directory that this process may see. */
export const fileExists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )
