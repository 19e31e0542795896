import { messageType, syncType } from '@planwall/shared/protocol'
import type { Visitor } from './browser.ts'

/** What a tab said on its sockets. */
export interface Said {
  documentFrames: number
  documentBytes: number
  presenceFrames: number
  presenceBytes: number
}

/** Counts what a tab says from now on, on all its sockets. To be started before the sockets are opened. */
export class Wire {
  #said = nothing()

  static async tap({ cdp }: Visitor): Promise<Wire> {
    const wire = new Wire()
    cdp.on('Network.webSocketFrameSent', ({ response }) => {
      const isBinary = response.opcode === 2
      if (isBinary) wire.#count(Buffer.from(response.payloadData, 'base64'))
    })
    await cdp.send('Network.enable')
    return wire
  }

  /** What was said since the last time this was asked. */
  take(): Said {
    const said = this.#said
    this.#said = nothing()
    return said
  }

  #count(frame: Buffer): void {
    if (frame[0] === messageType.awareness) {
      this.#said.presenceFrames++
      this.#said.presenceBytes += frame.length
    } else if (frame[0] === messageType.sync && frame[1] !== syncType.step1) {
      this.#said.documentFrames++
      this.#said.documentBytes += frame.length
    }
  }
}

function nothing(): Said {
  return { documentFrames: 0, documentBytes: 0, presenceFrames: 0, presenceBytes: 0 }
}
