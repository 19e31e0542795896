import { linkKinds } from '@planwall/shared/access/roles'
import type { LinkKind } from '@planwall/shared/access/roles'
import { call } from '../api.ts'
import { isRecord, isText } from '../read-json.ts'

/** Which board a join code leads to, and as what. Throws an `ApiError`. */
export function lookUpCode(code: string): Promise<{ boardId: string; kind: LinkKind }> {
  const body = { body: JSON.stringify({ code }), type: 'application/json' }
  return call('POST', 'api/codes', body, (value) => {
    const kind = isRecord(value) ? linkKinds.find((known) => known === value.kind) : undefined
    return isRecord(value) && isText(value.boardId) && kind ? { boardId: value.boardId, kind } : undefined
  })
}
