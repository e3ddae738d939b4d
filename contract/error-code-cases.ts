interface ErrorCodeCase {
  /** As a node sends it. */
  sent: string
  /** Without its flags. */
  base: string
  isRollback: boolean
}

const coded = (sent: string, base: string): ErrorCodeCase => ({ sent, base, isRollback: false })
const rollback = (sent: string): ErrorCodeCase => ({ sent, base: '44', isRollback: true })

/** What the contract's functions and the server's SQL must both make of an error code; the tests of both read this. */
export const ERROR_CODE_CASES: readonly ErrorCodeCase[] = [
  coded('0', '0'),
  coded('9', '9'),
  coded('2500', '2500'),
  coded(String(2 ** 28 + 9), '9'),
  coded(String(2 ** 31 + 9 - 2 ** 32), '9'),
  coded(String(2 ** 32 - 1), String(2 ** 28 - 1)),
  rollback('44'),
  rollback('044'),
  rollback(String(2 ** 28 + 44)),
  rollback(String(2 ** 31 + 2 ** 28 + 44 - 2 ** 32)),
  coded('-44', String(2 ** 28 - 44)),
  // No 32-bit numbers, which stay as they are.
  ...['', 'disk full', '44.0', ' 44', '4294967296', '-2147483649', '99999999999'].map((text) =>
    coded(text, text),
  ),
]
