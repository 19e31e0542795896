import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { AppError } from '@planwall/shared/errors'
import { addressKey } from '../access/address-key.ts'
import { Attempts } from '../access/attempts.ts'
import type { Accounts } from '../accounts/accounts.plugin.ts'
import type { CreateRule } from '../config.ts'
import type { Account } from '../store/accounts-port.ts'

/** The passphrase travels in this header, in the clothes of a URL so that it may hold any letter. */
export const passphraseHeader = 'create-passphrase'

/** For the record of every route that makes a board. */
export const createHint =
  'Who may is a setting of the server, and told by `GET /api/me`: anyone, whoever sends its passphrase (header ' +
  '`create-passphrase`, percent-encoded), whoever is signed in, or nobody. A board of somebody who is signed in is theirs.'
export const createFailures = ['passphrase-needed', 'wrong-passphrase', 'sign-in-needed', 'creating-closed'] as const

/** Gives the account whose board it will be, undefined where nobody is signed in. Throws where the rule forbids it. */
export type MayCreate = (request: FastifyRequest) => Promise<Account | undefined>

/** Wrong passphrases from one network address. */
const wrongOnes = { most: 10, windowMs: 10 * 60_000 }

/** Who may create boards here. Every route that makes a board asks first. */
export function createRule(
  rule: CreateRule,
  { accounts, now }: { accounts: Pick<Accounts, 'of'>; now: () => number },
): MayCreate {
  const attempts = new Attempts(wrongOnes)
  const isRight = rule.by === 'passphrase' ? comparer(rule.passphrase) : () => false

  return async (request) => {
    const account = await accounts.of(request)
    switch (rule.by) {
      case 'anyone':
        return account
      case 'passphrase': {
        const given = passphraseOf(request)
        if (given === undefined) throw new AppError('passphrase-needed')
        const name = addressKey(request.ip)
        attempts.take(name, now())
        if (!isRight(given)) throw new AppError('wrong-passphrase')
        attempts.giveBack(name, now())
        return account
      }
      case 'sign-in':
        if (!account) throw new AppError('sign-in-needed')
        return account
      case 'nobody':
        throw new AppError('creating-closed')
      default:
        return rule satisfies never
    }
  }
}

function passphraseOf({ headers }: FastifyRequest): string | undefined {
  const value = headers[passphraseHeader]
  if (typeof value !== 'string' || value === '') return undefined
  try {
    return decodeURIComponent(value)
  } catch {
    throw new AppError('wrong-passphrase')
  }
}

/** Compares in the same time whatever was given, and however long it is. */
function comparer(right: string): (given: string) => boolean {
  const secret = randomBytes(32)
  const digest = (text: string) => createHmac('sha256', secret).update(text.normalize('NFC')).digest()
  const expected = digest(right)
  return (given) => timingSafeEqual(digest(given), expected)
}
