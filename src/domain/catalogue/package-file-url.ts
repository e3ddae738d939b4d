import type { Package } from '#contract/package.ts'

/**
 * Where nodes download a package's file from; null unless it is an HTTP URL, so that text of another scheme never becomes
 * a link. As nodes do, the file name is appended to the URL as it is.
 */
export function packageFileUrl({ url, filename }: Pick<Package, 'url' | 'filename'>): string | null {
  const joined = URL.parse(`${url}${filename ?? ''}`)
  const isHttp =
    /^https?:\/\//i.test(url) && URL.canParse(url) && ['http:', 'https:'].includes(joined?.protocol ?? '')
  return joined && isHttp && joined.username === '' && joined.password === '' ? joined.href : null
}
