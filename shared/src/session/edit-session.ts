import Value from 'typebox/value'
import * as Y from 'yjs'
import { key, metaOf, zonesOf } from '../board/doc.ts'
import { zoneSchema } from '../board/model.ts'
import type { Geometry, SessionMeta, Zone } from '../board/model.ts'
import { wellFormed } from '../board/well-formed.ts'

/** Every verb that changes a session document: zones, prompts, title. Only facilitators and the server may write here. */

export function setMeta(session: Y.Doc, meta: Partial<SessionMeta>, origin: unknown): void {
  session.transact(() => {
    for (const [name, value] of Object.entries(meta)) {
      if (JSON.stringify(metaOf(session).get(name)) !== JSON.stringify(value))
        metaOf(session).set(name, wellFormed(value))
    }
  }, origin)
}

export function addZones(session: Y.Doc, zones: readonly Zone[], origin: unknown): void {
  session.transact(() => {
    for (const { id, geometry, ...fields } of zones) {
      const map = new Y.Map<unknown>()
      map.set(key.base, wellFormed({ ...fields, g: packed(geometry) }))
      zonesOf(session).set(id, map)
    }
  }, origin)
}

/** Changes single fields of a zone; a value the schema refuses changes nothing and gives false. */
export function changeZone(
  session: Y.Doc,
  id: string,
  change: Partial<Omit<Zone, 'id' | 'geometry'>>,
  origin: unknown,
): boolean {
  const map = zonesOf(session).get(id)
  if (!map) return false
  const properties: Record<string, unknown> = zoneSchema.properties
  for (const [name, value] of Object.entries(change)) {
    const schema = properties[name]
    if (!schema || (value !== undefined && !Value.Check(schema as never, value))) return false
  }
  session.transact(() => {
    for (const [name, value] of Object.entries(change)) map.set(`.${name}`, wellFormed(value ?? null))
  }, origin)
  return true
}

export function moveZones(session: Y.Doc, moves: readonly { id: string; geometry: Geometry }[], origin: unknown): void {
  session.transact(() => {
    for (const { id, geometry } of moves) {
      const map = zonesOf(session).get(id)
      if (map && JSON.stringify(map.get(key.geometry)) !== JSON.stringify(packed(geometry))) {
        map.set(key.geometry, packed(geometry))
      }
    }
  }, origin)
}

/** Removes zones. Cards that lay in them stay where they are; they read as lying in no zone. */
export function deleteZones(session: Y.Doc, ids: readonly string[], origin: unknown): void {
  session.transact(() => {
    for (const id of ids) zonesOf(session).delete(id)
  }, origin)
}

function packed({ x, y, w, h }: Geometry): number[] {
  return [Math.round(x), Math.round(y), Math.round(w), Math.round(h)]
}
