import { useLingui } from '@lingui/react/macro'
import { isCardKind } from '@planwall/shared/board/kinds'
import { byOrder } from '@planwall/shared/board/order'
import { ArrowRight, X } from 'lucide-react'
import { useMemo } from 'react'
import { canvas, select } from '../../../canvas/canvas-api.ts'
import { kindWords } from '../../../sync/kind-names.ts'
import { useNameable } from '../../../sync/use-board.ts'
import { Combobox } from '../../../ui/Combobox.tsx'
import type { ComboboxOption } from '../../../ui/Combobox.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { ControlProps } from './control.ts'
import { FieldFrame } from './FieldFrame.tsx'
import styles from './controls.module.css'

/** Another card this one refers to. */
export function ReferenceControl(props: ControlProps) {
  const { label, help, isMissing, value, onChange } = props
  const { t } = useLingui()
  const options = useCards(props)
  const id = typeof value === 'string' ? value : null
  const chosen =
    id === null ? null : (options.find((option) => option.id === id) ?? { id, label: t`A card that is gone` })
  return (
    <FieldFrame label={label} help={help} isMissing={isMissing && !value}>
      {(ids) => (
        <div className={styles.reference}>
          <Combobox
            id={ids.id}
            label={label}
            describedBy={ids.describedBy}
            options={options}
            value={chosen}
            onPick={onChange}
            onClear={() => onChange(undefined)}
            placeholder={t`Type words of the card`}
          />
          {id !== null && <ShowButton id={id} text={chosen?.label ?? ''} />}
        </div>
      )}
    </FieldFrame>
  )
}

/** Several other cards. */
export function ReferencesControl(props: ControlProps) {
  const { label, help, isMissing, value, onChange } = props
  const { t } = useLingui()
  const options = useCards(props)
  const ids = Array.isArray(value) ? (value as string[]) : []
  const change = (next: string[]) => onChange(next.length > 0 ? next : undefined)
  const textOf = (id: string) => options.find((option) => option.id === id)?.label ?? t`A card that is gone`
  return (
    <FieldFrame label={label} help={help} isMissing={isMissing && ids.length === 0} group>
      {() => (
        <>
          {ids.length > 0 && (
            <ul className={styles.linked}>
              {ids.map((id) => (
                <li key={id}>
                  <span>{textOf(id)}</span>
                  <ShowButton id={id} text={textOf(id)} />
                  <IconButton
                    size="small"
                    label={t`Remove ${textOf(id)}`}
                    icon={<X />}
                    onClick={() => change(ids.filter((other) => other !== id))}
                  />
                </li>
              ))}
            </ul>
          )}
          <Combobox
            label={t`Add to ${label}`}
            options={options.filter(({ id }) => !ids.includes(id))}
            value={null}
            onPick={(id) => change([...ids, id])}
            placeholder={t`Type words of the card`}
          />
        </>
      )}
    </FieldFrame>
  )
}

function ShowButton({ id, text }: { id: string; text: string }) {
  const { t } = useLingui()
  const show = () => {
    select([id])
    canvas.getState().actions?.show(id)
  }
  return <IconButton size="small" label={t`Go to ${text}`} icon={<ArrowRight />} onClick={show} />
}

function useCards({ cardId, field }: ControlProps): ComboboxOption[] {
  const { t, i18n } = useLingui()
  const elements = useNameable()
  const { kinds } = field
  return useMemo(() => {
    const cards = [...elements.values()].filter(
      (element) => element.type === 'card' && element.id !== cardId && kinds?.includes(element.kind),
    )
    return cards.toSorted(byOrder).flatMap((card) => {
      if (card.type !== 'card' || !isCardKind(card.kind)) return []
      const detail = (kinds?.length ?? 0) > 1 ? i18n._(kindWords[card.kind].name) : undefined
      return [{ id: card.id, label: card.text.trim() || t`(no text)`, detail }]
    })
  }, [elements, cardId, kinds, i18n, t])
}
