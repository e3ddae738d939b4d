import type { Role } from './access-level.ts'

/** Who sent a request. */
export interface Caller {
  /** For the audit log. */
  name: string
  /** Null for people who signed in and have no role here; unknown where another update server decides. */
  role: Role | 'unknown' | null
  /** Which role gives access, or what is missing, in a sentence. */
  reason: string
  /** By what they are known: nobody else's page can send an `Authorization` header. */
  by: 'cookie' | 'bearer' | 'process'
  /** Tells people apart who use another update server; their tokens change. */
  person?: string
  /** Ends their session, where they have one. */
  endSession?: () => Promise<void>
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null where nobody is signed in, and where nobody has to sign in. */
    caller: Caller | null
  }
  interface FastifyContextConfig {
    /** `public` for a route that needs no sign-in; any other needs one, with its role decided by the method. */
    access?: 'public'
  }
}
