import Type from 'typebox'

/** A time as answers give it: ISO 8601, UTC. */
export const isoSchema = Type.String({ description: 'ISO 8601, UTC' })

export function iso(ms: number): string {
  return new Date(ms).toISOString()
}
