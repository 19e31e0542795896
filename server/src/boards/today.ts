import { AppError } from '@planwall/shared/errors'

/** The ISO date it is at `now` (Unix ms) in a time zone. Throws `bad-request` where there is no such zone. */
export function todayIn(timezone: string, now: number): string {
  try {
    const parts = new Intl.DateTimeFormat('en-CA', {
      timeZone: timezone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    }).formatToParts(now)
    const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
    return `${part('year')}-${part('month')}-${part('day')}`
  } catch (error) {
    throw new AppError('bad-request', `There is no time zone "${timezone}".`, { cause: error })
  }
}
