import { defineConfig } from 'vitest/config'

const databaseTests = ['server/**/*.db.test.ts']

export default defineConfig({
  test: {
    reporters: ['default'],
    env: { TZ: 'UTC' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{contract,src,server,scripts}/**/*.test.{ts,tsx}'],
          exclude: databaseTests,
        },
      },
      {
        extends: true,
        test: {
          name: 'embedded database',
          include: databaseTests,
          provide: { testDatabase: { kind: 'embedded' } },
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'PostgreSQL',
          include: databaseTests,
          provide: {
            testDatabase: {
              kind: 'postgres',
              url: process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5499/postgres',
            },
          },
          testTimeout: 60_000,
        },
      },
    ],
  },
})
