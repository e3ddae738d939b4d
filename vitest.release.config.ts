import { defineConfig } from 'vitest/config'

/** `npm run test:release`: what needs tools of its own, or minutes. */
export default defineConfig({
  test: {
    include: ['scripts/release/*.check.ts'],
    testTimeout: 900_000,
    hookTimeout: 1_800_000,
    fileParallelism: false,
  },
})
