import { randomInt } from 'node:crypto'
import type { Random } from '@planwall/shared/session/shuffle'

const steps = 2 ** 47

/** The server's dice: nobody can tell from some throws what the next will be, so no order can be traced back. */
export const serverDice: Random = () => randomInt(steps) / steps
