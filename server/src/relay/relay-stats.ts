/** Plain numbers the relay counts up as it goes; whoever wants to show them reads them when asked. */
export interface RelayStats {
  messagesIn: Record<MessageKind | 'other', number>
  messagesOut: Record<MessageKind | 'durable' | 'position', number>
  bytesIn: number
  bytesOut: number
  /** Updates appended to logs, and their bytes. */
  updates: number
  updateBytes: number
  compactions: number
  failedCompactions: number
  /** Joins by how they were served. */
  joins: Record<JoinKind, number>
  /** Messages and sockets that were not served, by why. */
  refused: Map<string, number>
  /** Told how long each batch took from its arrival until it was on the disk and said so, ms. */
  onAck: (ms: number) => void
}

type MessageKind = 'step1' | 'step2' | 'update' | 'awareness' | 'cursor' | 'query-awareness'

/** From a position in the log; the whole snapshot; what came after the snapshot; a difference made for one client. */
export type JoinKind = 'position' | 'snapshot' | 'tail' | 'difference'

export function createRelayStats(): RelayStats {
  const sync = { step1: 0, step2: 0, update: 0, awareness: 0, cursor: 0, 'query-awareness': 0 }
  return {
    messagesIn: { ...sync, other: 0 },
    messagesOut: { ...sync, durable: 0, position: 0 },
    bytesIn: 0,
    bytesOut: 0,
    updates: 0,
    updateBytes: 0,
    compactions: 0,
    failedCompactions: 0,
    joins: { position: 0, snapshot: 0, tail: 0, difference: 0 },
    refused: new Map(),
    onAck: () => undefined,
  }
}

export function countRefused(stats: RelayStats, reason: string): void {
  stats.refused.set(reason, (stats.refused.get(reason) ?? 0) + 1)
}
