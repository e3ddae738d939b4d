import { EncryptJWT, errors, jwtDecrypt } from 'jose'
import type * as z from 'zod/mini'
import type { Clock } from '#server/clock.ts'
import type { SessionKey } from './session-key.ts'

/** Encrypts what must be read by this server only, and bound to what it is for. */
export class Sealer {
  readonly #key: SessionKey
  readonly #clock: Clock

  constructor(key: SessionKey, clock: Clock) {
    this.#key = key
    this.#clock = clock
  }

  /** @param purpose what `open` must be called with, such as the id of a row, so that rows can't be exchanged */
  seal(content: object, purpose: string, expires: Date): Promise<string> {
    return new EncryptJWT({ content })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: this.#key.id })
      .setSubject(purpose)
      .setExpirationTime(expires)
      .encrypt(this.#key.bytes)
  }

  /** Null for a text of another key or purpose, and for one that has expired. */
  async open<Schema extends z.ZodMiniType>(
    text: string,
    purpose: string,
    schema: Schema,
  ): Promise<z.output<Schema> | null> {
    try {
      const { payload } = await jwtDecrypt(text, this.#key.bytes, {
        subject: purpose,
        currentDate: this.#clock.now(),
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      })
      const parsed = schema.safeParse(payload['content'])
      return parsed.success ? parsed.data : null
    } catch (error) {
      if (error instanceof errors.JOSEError) return null
      throw error
    }
  }
}
