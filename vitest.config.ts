import { defineConfig } from 'vitest/config'

const shared = { setupFiles: ['tests/seed.ts'], testTimeout: 120_000, hookTimeout: 180_000 }
const never = ['node_modules/**', 'dist/**', 'dist-*/**', 'bench/peers/**']
/** What needs a database or a browser, or processes of its own. */
const housed = ['**/*.db.test.ts', '**/*.e2e.ts']

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: 'housed', include: housed, exclude: never } },
      // These keep nothing between files: modules are loaded once per worker instead of once per file.
      { test: { ...shared, name: 'pure', include: ['**/*.test.ts'], exclude: [...never, ...housed], isolate: false } },
    ],
  },
})
