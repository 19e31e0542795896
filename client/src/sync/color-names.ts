import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { Color } from '@planwall/shared/board/model'

/** What the colours of zones, shapes and drawings are called. */
export const colorWords: Record<Color, MessageDescriptor> = {
  grey: msg`Grey`,
  yellow: msg`Yellow`,
  orange: msg`Orange`,
  red: msg`Red`,
  pink: msg`Pink`,
  violet: msg`Violet`,
  blue: msg`Blue`,
  teal: msg`Teal`,
  green: msg`Green`,
}
