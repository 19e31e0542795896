/** Before figures are taken, ms: CPU is judged of servers that have been at it for a while, as servers are; a ramp is not. */
export const warmUp = { equal: 12_000, ramp: 2000, quick: 1000 }
