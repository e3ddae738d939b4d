import { defineConfig } from 'vitest/config'

const databaseTests = ['server/**/*.db.test.ts']
/** Of the dashboard's parts, in a document that is no browser's. */
const componentTests = ['src/**/*.test.tsx']

export default defineConfig({
  test: {
    reporters: ['default'],
    env: { TZ: 'UTC' },
    // Left to itself it leaves one processor idle, which is half of them where there are two.
    maxWorkers: '100%',
    // Loading everything anew for each file takes as long as many of them run.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{contract,src,server,scripts,bench}/**/*.test.ts'],
          exclude: databaseTests,
          // Not a measure of speed: a busy machine takes its time.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'components',
          include: componentTests,
          environment: 'happy-dom',
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'embedded database',
          include: databaseTests,
          provide: { testDatabase: { kind: 'embedded' } },
          globalSetup: 'scripts/testing/embedded-setup.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'PostgreSQL',
          include: databaseTests,
          globalSetup: 'scripts/testing/postgres-setup.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
