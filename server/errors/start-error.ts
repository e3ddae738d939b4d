/** Why the server can't start, in one line for the operator. `exitCode` 2 means invalid flags. */
export class StartError extends Error {
  readonly exitCode: 1 | 2

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message)
    this.name = 'StartError'
    this.exitCode = exitCode
  }
}
