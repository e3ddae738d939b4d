import * as z from 'zod/mini'

/** Response of `GET /platte/sign-in/check`: what an administrator needs to find out why somebody can't sign in. */
export const signInCheckSchema = z.object({
  /** Where people sign in: at an OpenID provider, which the check asks, or with GitHub, which it doesn’t. */
  method: z.enum(['oidc', 'github']),
  /** What the settings and the provider say. */
  facts: z.array(
    z.object({
      name: z.string(),
      value: z.string(),
      /** Whether it must be registered at the provider, letter for letter. */
      to_register: z.boolean(),
    }),
  ),
  /** What keeps people from signing in; empty where nothing does. */
  problems: z.array(
    z.object({
      message: z.string(),
      /** The flag that would change it; null where none does. */
      setting: z.nullable(z.string()),
    }),
  ),
  /** What came about whoever asks; null for nobody. Never about anybody else. */
  person: z.nullable(
    z.object({
      name: z.string(),
      /** Which role gives access, or what is missing, in a sentence. */
      reason: z.string(),
      /** The claims of the access token and of the userinfo endpoint: names such as `realm_access.roles`, without values. */
      claims: z.array(z.object({ name: z.string(), type: z.string() })),
    }),
  ),
})
export type SignInCheck = z.infer<typeof signInCheckSchema>
