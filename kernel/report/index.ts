export * from './say.ts'
export * from './assemble.ts'
export * from './freeze.ts'
