import path from 'node:path'
import { startNebraskaAroundDashboard } from '#server/testing/nebraska-around-dashboard.ts'
import { repository } from './repository-files.ts'

/** Starts a server that serves the built dashboard, as a Nebraska that asks for a sign-in does. @param target an update server */
export const serveDashboardFromNebraska = (target: string): Promise<{ url: string; close: () => void }> =>
  startNebraskaAroundDashboard(target, path.join(repository, 'dist'))
