import { expect, test } from 'vitest'
import { isWebUrl } from './is-web-url.ts'

test.each(['https://login.example.test/me', 'http://127.0.0.1:8000', 'HTTPS://login.example.test'])(
  '%s may be a link',
  (address) => expect(isWebUrl(address)).toBe(true),
)

test.each(['javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', '/me', ''])(
  '“%s” is no link',
  (address) => expect(isWebUrl(address)).toBe(false),
)
