import { hash, verify } from '@node-rs/argon2'

/** Of argon2id: memory in KiB and rounds for one try, 12 to 30 ms of a thread of the pool. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The form in which a passcode is kept, with a salt of its own. */
export function hashPasscode(passcode: string): Promise<string> {
  return hash(plain(passcode), cost)
}

export function isPasscode(passcode: string, passcodeHash: string): Promise<boolean> {
  return verify(passcodeHash, plain(passcode))
}

/** The same letters however a keyboard puts them together. */
function plain(passcode: string): string {
  return passcode.normalize('NFKC').trim()
}
