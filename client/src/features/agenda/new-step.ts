import type { NewStep } from '@planwall/shared/session/agenda'

/** A step that was just added: five minutes of talking, in which nobody but facilitators writes. */
export function newStep(id: string, title: string): NewStep {
  return {
    id,
    title,
    minutes: 5,
    zoneIds: [],
    activity: 'talk',
    say: '',
    exit: [],
    rules: { mayAdd: [], mayEdit: 'none', mayMove: 'none', private: false, anonymous: false, cursors: true },
  }
}

/** Minutes as they are typed: a whole number a step can have, or what is wrong with it. */
export function readMinutes(text: string): number | undefined {
  const minutes = Number(text.trim())
  return text.trim() !== '' && Number.isInteger(minutes) && minutes >= 1 && minutes <= 240 ? minutes : undefined
}
