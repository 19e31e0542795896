import { useLingui } from '@lingui/react/macro'
import { MAX_TEXT } from '@planwall/shared/board/fields'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useDraft } from '../../../sync/use-draft.ts'
import type { DraftReading } from '../../../sync/use-draft.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import '../../../ui/inputs.css'
import { draftKey } from './control.ts'
import type { ControlProps } from './control.ts'
import { FieldFrame } from './FieldFrame.tsx'
import styles from './controls.module.css'

/** Several short texts. Enter in the last box adds it and makes room for the next. */
export function TextsControl(props: ControlProps) {
  const { label, help, isMissing, value, onChange } = props
  const { t } = useLingui()
  const [next, setNext] = useState('')
  const texts = Array.isArray(value) ? (value as string[]) : []
  const change = (all: string[]) => onChange(all.length > 0 ? all : undefined)
  const add = () => {
    if (next.trim() === '') return
    change([...texts, next.trim()])
    setNext('')
  }
  return (
    <FieldFrame label={label} help={help} isMissing={isMissing && texts.length === 0} group>
      {() => (
        <>
          <ul className={styles.texts}>
            {texts.map((text, index) => (
              <TextRow
                key={index}
                draftKey={`${draftKey(props)}/${index}`}
                label={t`${label}, line ${index + 1}`}
                text={text}
                onChange={(words) =>
                  change(texts.flatMap((old, at) => (at === index ? (words ? [words] : []) : [old])))
                }
              />
            ))}
          </ul>
          <div className={styles.row}>
            <input
              className="pw-input"
              aria-label={t`Add to ${label}`}
              placeholder={t`One more`}
              maxLength={MAX_TEXT}
              value={next}
              onChange={(event) => setNext(event.target.value)}
              onBlur={add}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
                event.preventDefault()
                add()
              }}
            />
            <Button size="small" icon={<Plus />} onClick={add} disabled={next.trim() === ''}>
              {t`Add`}
            </Button>
          </div>
        </>
      )}
    </FieldFrame>
  )
}

interface TextRowProps {
  draftKey: string
  label: string
  text: string
  onChange: (text: string | undefined) => void
}

function TextRow({ draftKey: key, label, text, onChange }: TextRowProps) {
  const { t } = useLingui()
  const draft = useDraft(key, text, readLine, (value) => onChange(value as string | undefined))
  return (
    <li className={styles.row}>
      <input
        className="pw-input"
        aria-label={label}
        maxLength={MAX_TEXT}
        value={draft.text}
        onChange={(event) => draft.change(event.target.value)}
        onBlur={() => {
          if (draft.text.trim() === '') onChange(undefined)
          else draft.settle()
        }}
      />
      <IconButton size="small" label={t`Remove ${label}`} icon={<X />} onClick={() => onChange(undefined)} />
    </li>
  )
}

/** An emptied line goes when it is left, not while somebody types it anew. */
function readLine(typed: string): DraftReading {
  return typed.trim() === '' ? { problem: '' } : { value: typed }
}
