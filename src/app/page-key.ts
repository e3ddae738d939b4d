import type { UIMatch } from 'react-router'

/** The route of the heading that all views of a group share. */
export const GROUP_LAYOUT = 'group-layout'

/** What stays mounted while it is the same: a page by its path, the views of a group by the group's. */
export const pageKey = (matches: readonly Pick<UIMatch, 'id' | 'pathname'>[], pathname: string): string =>
  matches.find(({ id }) => id === GROUP_LAYOUT)?.pathname ?? pathname
