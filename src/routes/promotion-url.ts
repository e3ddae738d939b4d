/** The change of a channel's package that a URL proposes. */
export interface PromotionUrl {
  /** The id of a package, `NO_PACKAGE` to remove the channel's package, or null before a choice. */
  package_id: string | null
  /** The id of the channel to promote from; null to find it by its package. */
  from: string | null
  /** A suggested reason, which the operator may change. */
  reason?: string
}

export const NO_PACKAGE = 'none'

export const parsePromotion = (params: URLSearchParams): PromotionUrl => ({
  package_id: params.get('package') || null,
  from: params.get('from') || null,
  reason: params.get('reason') ?? '',
})

export function promotionParams({ package_id, from, reason = '' }: PromotionUrl): URLSearchParams {
  const params = new URLSearchParams()
  if (package_id !== null) params.set('package', package_id)
  if (from !== null) params.set('from', from)
  if (reason !== '') params.set('reason', reason)
  return params
}
