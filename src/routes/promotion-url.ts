/** What a channel is to be pointed at, as the URL says it. */
export interface PromotionUrl {
  /** A package's id, `NO_PACKAGE`, or null while none is chosen. */
  package_id: string | null
  /** The channel that it comes from; null for one that is found by its package. */
  from: string | null
  /** Why, where the way here knows it already; the operator may write something else. */
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
