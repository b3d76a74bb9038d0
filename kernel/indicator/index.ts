export * from './rows.ts'
export * from './figure.ts'
