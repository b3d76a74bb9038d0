import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.e2e.ts'],
    setupFiles: ['tests/seed.ts'],
    exclude: ['node_modules/**', 'dist/**', 'dist-*/**', 'bench/peers/**'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
})
