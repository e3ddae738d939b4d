import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { entityTag, isKnownTag } from '#server/http/entity-tag.ts'
import { badRequest } from '#server/http/http-error.ts'
import { BROTLI_QUALITY, COMPRESSION_THRESHOLD } from '#server/http/compression.ts'

/** More than any page of the dashboard reads. */
const MAX_BODY_BYTES = 32 * 1024 ** 2

const ENCODERS = {
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: (body: Buffer) => promisify(gzip)(body),
}
type Encoding = keyof typeof ENCODERS
const ENCODINGS = ['br', 'gzip'] as const

/** A JSON body that is serialized and compressed once, for any number of responses. */
export class ResponseBody {
  /** A weak entity tag. */
  readonly etag: string
  /** How old what it says is, in whole seconds (RFC 9111, section 5.1); null where it is of the moment. */
  readonly age: number | null
  readonly #bytes: Buffer
  readonly #encoded = new Map<Encoding, Promise<Buffer>>()

  /**
   * Throws an HTTP error for more than 32 MiB.
   * @param untagged names of fields that the entity tag doesn't depend on
   */
  constructor(
    value: unknown,
    { untagged = [], age = null }: { untagged?: readonly string[]; age?: number | null } = {},
  ) {
    this.age = age
    const text = JSON.stringify(value)
    this.#bytes = Buffer.from(text)
    if (this.#bytes.length > MAX_BODY_BYTES)
      throw badRequest(
        'response-too-large',
        'The response would be larger than 32 MiB. Ask for fewer entries with perpage or limit.',
      )
    const tagged =
      untagged.length === 0
        ? this.#bytes
        : JSON.stringify(value, (name, field: unknown) => (untagged.includes(name) ? undefined : field))
    this.etag = entityTag(tagged)
  }

  /** Whether a client that sent this `If-None-Match` has it. */
  isKnownTo(ifNoneMatch: string | undefined): boolean {
    return isKnownTag(this.etag, ifNoneMatch)
  }

  /** The bytes in the best encoding for this `Accept-Encoding`; null for none. */
  async encodeFor(acceptEncoding: string | undefined): Promise<{ encoding: Encoding | null; bytes: Buffer }> {
    const encoding = ENCODINGS.find((one) => accepts(acceptEncoding, one))
    if (!encoding || this.#bytes.length < COMPRESSION_THRESHOLD) return { encoding: null, bytes: this.#bytes }
    const encoded = this.#encoded.get(encoding) ?? ENCODERS[encoding](this.#bytes)
    this.#encoded.set(encoding, encoded)
    return { encoding, bytes: await encoded }
  }
}

/** Whether `Accept-Encoding` names the encoding, and not with a weight of 0. */
const accepts = (header: string | undefined, encoding: Encoding): boolean =>
  header?.split(',').some((part) => {
    const [name, weight = 'q=1'] = part.split(';').map((word) => word.trim().toLowerCase())
    return name === encoding && !/^q=0(\.0*)?$/.test(weight)
  }) ?? false
