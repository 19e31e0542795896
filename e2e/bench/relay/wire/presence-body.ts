import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** The body of an awareness message about one client. */
export function presenceBody(clientId: number, clock: number, state: string): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, clientId)
  encoding.writeVarUint(encoder, clock)
  encoding.writeVarString(encoder, state)
  return encoding.toUint8Array(encoder)
}

/** Goes through an awareness message without looking into the states; gives how many there were. */
export function eachPresence(body: Uint8Array, hear: (clientId: number, clock: number) => void): number {
  const decoder = decoding.createDecoder(body)
  const count = decoding.readVarUint(decoder)
  for (let n = 0; n < count; n++) {
    const clientId = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    const length = decoding.readVarUint(decoder)
    decoder.pos += length
    hear(clientId, clock)
  }
  return count
}
