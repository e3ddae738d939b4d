/** As URL parsers read them: percent-encoded too, and after a backslash. */
const DOT_SEGMENT = /^(\.|%2e){1,2}$/i

/**
 * Whether a path has a segment `.` or `..`, as with a node that reports it as its id. Browsers and servers resolve it, so the
 * request would reach something else: deleting the group `..` of an application would delete the application.
 */
export const hasDotSegment = (url: string): boolean =>
  url
    .replace(/[?#].*$/s, '')
    .split(/[/\\]/)
    .some((segment) => DOT_SEGMENT.test(segment))
