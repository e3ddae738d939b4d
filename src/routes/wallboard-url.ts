import { routes } from './routes.ts'

const PARAM = 'wall'

/** The fleet page as a wallboard. */
export const wallboardUrl = () => `${routes.fleet.url()}?${PARAM}`

/** Whether the query string of the fleet page selects the wallboard. */
export const isWallboard = (search: URLSearchParams) => search.has(PARAM)
