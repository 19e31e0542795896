import { platform } from 'node:os'

const people = 250

/** The address the nth client comes from: Linux answers to all of 127.0.0.0/8, elsewhere everybody is one. */
export function addressOf(n: number): string | undefined {
  return platform() === 'linux' ? `127.0.1.${1 + (n % people)}` : undefined
}

/** Where attackers come from, apart from everybody else. */
export const attackerAddress = platform() === 'linux' ? '127.0.2.1' : undefined
