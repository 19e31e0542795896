import type { MayCreate } from '../boards/create-rule.ts'
import { addressKey } from './address-key.ts'
import { Attempts } from './attempts.ts'

/** The same rule, for so many boards a day from one network address. Throws `too-many`, saying how long to wait. */
export function boardsADay(most: number, now: () => number, mayCreate: MayCreate): MayCreate {
  const made = new Attempts({ most, windowMs: 24 * 3_600_000 })
  return async (request) => {
    const owner = await mayCreate(request)
    made.take(addressKey(request.ip), now())
    return owner
  }
}
