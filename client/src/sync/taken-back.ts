import { i18n } from '@lingui/core'
import { plural } from '@lingui/core/macro'
import type { Notice } from '@planwall/shared/protocol'
import Type from 'typebox'
import Value from 'typebox/value'
import { toast } from '../ui/toast-store.ts'
import { refusalWords } from './refusal-words.ts'

const noticeSchema = Type.Object({
  code: Type.String(),
  message: Type.String(),
  elementIds: Type.Array(Type.String()),
})

/** Reads what the server tells of a change it put right; undefined for what is none. Never throws. */
export function readNotice(json: string): Notice | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return Value.Check(noticeSchema, value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Tells this person that the server took something back, and why. */
export function tellTakenBack({ code, message, elementIds }: Notice): void {
  const why = Object.hasOwn(refusalWords, code) ? i18n._(refusalWords[code as keyof typeof refusalWords]) : message
  toast(
    plural(elementIds.length, {
      one: `A change of yours was taken back. ${why}`,
      other: `# changes of yours were taken back. ${why}`,
    }),
    'warn',
  )
}
