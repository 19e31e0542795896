import { onTestFinished } from 'vitest'

/** Writes down what nobody caught, until the test is over: instead of ending the process. */
export function looseErrors(): unknown[] {
  const found: unknown[] = []
  const add = (error: unknown): void => void found.push(error)
  const events = ['uncaughtException', 'unhandledRejection'] as const
  const before = events.map((event) => process.listeners(event as 'uncaughtException'))
  for (const event of events) process.removeAllListeners(event).on(event, add)
  onTestFinished(() => {
    for (const [i, event] of events.entries()) {
      process.removeAllListeners(event)
      for (const listener of before[i] ?? []) process.on(event, listener)
    }
  })
  return found
}
