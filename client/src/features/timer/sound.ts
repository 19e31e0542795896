import { createStore } from 'zustand/vanilla'

/** Whether this browser makes a soft sound at the end of a timer. Kept in this browser alone. */
export const sound = createStore<{ on: boolean }>(() => ({ on: readChoice() }))

export function switchSound(on: boolean): void {
  sound.setState({ on })
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off')
  } catch {
    // A private window keeps nothing; the choice holds until the page is closed.
  }
  // Browsers allow sound only after somebody pressed something: this press is one.
  if (on) playTone('minute')
}

const KEY = 'planwall-timer-sound'

function readChoice(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true
  }
}

/** Frequencies one after the other, Hz: soft, and told apart without looking. */
const tones = { minute: [523], end: [523, 659, 784] } as const
const TONE_S = 0.5
const GAP_S = 0.28
const LOUDNESS = 0.08

let context: AudioContext | undefined

/** Plays it where it is wanted and allowed; otherwise nothing happens. */
export function playTone(name: keyof typeof tones): void {
  if (!sound.getState().on || typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  const playing = context
  void playing.resume().then(
    () => {
      for (const [at, frequency] of tones[name].entries()) strike(playing, frequency, playing.currentTime + at * GAP_S)
    },
    () => undefined,
  )
}

function strike(playing: AudioContext, frequency: number, at: number): void {
  const tone = playing.createOscillator()
  const loudness = playing.createGain()
  tone.type = 'sine'
  tone.frequency.value = frequency
  loudness.gain.setValueAtTime(0, at)
  loudness.gain.linearRampToValueAtTime(LOUDNESS, at + 0.03)
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + TONE_S)
  tone.connect(loudness).connect(playing.destination)
  tone.start(at)
  tone.stop(at + TONE_S)
}
