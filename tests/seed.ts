/**
 * One seed for all random tests, so that a run of the suite says of the product what the run before it said. With
 * `FAZHI_HAMMER=10` the walks are ten times as many, by a seed of that run: what is found there is kept as a test.
 */
import fc from 'fast-check'

/** How many times as many walks as usual. */
export const times = Number(process.env.FAZHI_HAMMER ?? 1)

if (times === 1) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_221_231 })
