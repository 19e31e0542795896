import { useLingui } from '@lingui/react/macro'
import { useValue } from '@tldraw/editor'
import { personColor } from '../../ui/person-colors.ts'
import type { Wall } from '../open-wall.ts'

/** Who else is typing in an element right now. */
export function TypingHere({ wall, id }: { wall: Wall; id: string }) {
  const { t } = useLingui()
  const peers = useValue('typing here', () => wall.typing.get().get(id), [wall, id])
  const first = peers?.[0]
  if (!first) return null
  const names = peers.map(({ name }) => name).join(', ')
  const { fill, text } = personColor(first.color)
  return (
    <span className="pw-typing" data-testid="typing" style={{ background: fill, color: text }}>
      {t`${names} is typing`}
      <span className="pw-typing-dots" aria-hidden>
        <i />
        <i />
        <i />
      </span>
    </span>
  )
}
