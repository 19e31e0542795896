import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { isCardOf } from '@planwall/shared/board/model'
import { checkTemplate } from '@planwall/shared/templates/check-template'
import type { TemplateFault } from '@planwall/shared/templates/check-template'
import type { Template } from '@planwall/shared/templates/template'
import { templateFromBoard } from '@planwall/shared/templates/template-from-board'
import { writeTemplateFile } from '@planwall/shared/templates/template-file'
import { Download } from 'lucide-react'
import { useId, useState } from 'react'
import { useStore } from 'zustand'
import { newId } from '../../sync/new-id.ts'
import { notesDocOf, useNotes } from '../../sync/notes-room.ts'
import { keepTemplate } from '../../sync/own-templates.ts'
import { endTemplate, templateRequest } from '../../sync/template-request.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import '../../ui/inputs.css'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { toast } from '../../ui/toast-store.ts'
import { fileNameOf } from './file-name.ts'
import styles from './templates.module.css'

/** Saves the board as one's own template; open while it is asked for. */
export function SaveTemplate() {
  const isOpen = useStore(templateRequest, (state) => state.isOpen)
  return isOpen ? <SaveDialog /> : null
}

type Category = Template['category']

/** What goes along: zones, agenda and rules always; notes and cards where wanted; people, dates and votes never. */
function SaveDialog() {
  const { t } = useLingui()
  const handle = useBoard()
  const notes = useNotes()
  const title = useView(({ session }) => session.meta.title)
  const elements = useView((view) => view.elements)
  const ids = { summary: useId(), category: useId() }
  const [name, setName] = useState(title)
  const [summary, setSummary] = useState('')
  const [category, setCategory] = useState<Category>('plan')
  const [withNotes, setWithNotes] = useState(true)
  const [withCards, setWithCards] = useState(false)
  const [faults, setFaults] = useState<readonly TemplateFault[]>([])
  const cards = [...elements.values()].filter(
    (one) => one.type === 'card' && one.zoneId !== null && !isCardOf(one, 'person'),
  )
  const categories: { id: Category; label: string }[] = [
    { id: 'plan', label: t`Planning` },
    { id: 'strategy', label: t`Strategy` },
    { id: 'risk', label: t`Risks` },
    { id: 'delivery', label: t`Delivery` },
    { id: 'review', label: t`Review` },
  ]
  const save = () => {
    const facilitate = withNotes ? notesDocOf(handle) : undefined
    const made = templateFromBoard(
      { board: handle.board, session: handle.session, ...(facilitate ? { facilitate } : {}) },
      { id: `own-${newId()}`, name: name.trim(), summary: summary.trim(), category, keep: () => withCards },
    )
    const { template, faults: found } = checkTemplate(made)
    if (!template) {
      setFaults(found)
      return
    }
    download(writeTemplateFile(template), fileNameOf(template.name))
    const isKept = keepTemplate(window.localStorage, template)
    toast(isKept ? t`Saved as a file, and on your start page.` : t`Saved as a file.`)
    endTemplate()
  }
  return (
    <Dialog
      title={t`Save as template`}
      onClose={endTemplate}
      footer={
        <>
          <Button onClick={endTemplate}>
            <Trans>Cancel</Trans>
          </Button>
          <Button look="primary" icon={<Download />} disabled={name.trim() === ''} onClick={save}>
            <Trans>Save template</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          Zones, agenda, rules and checks as they are now. Never in it: people, owners, dates, votes and what happened
          in the session.
        </Trans>
      </p>
      {faults.length > 0 && (
        <Banner tone="danger" title={<Trans>This board cannot be a template yet</Trans>}>
          <ul className={styles.faults}>
            {faults.slice(0, 8).map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                <code>{path}</code> {message}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      <TextField label={t`Name`} value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
      <div className={styles.field}>
        <label htmlFor={ids.summary}>
          <Trans>When to use it, in a sentence or two</Trans>
        </label>
        <textarea
          id={ids.summary}
          className="pw-input"
          rows={2}
          maxLength={500}
          value={summary}
          onChange={(event) => setSummary(event.target.value)}
        />
      </div>
      <div className={styles.field}>
        <label htmlFor={ids.category}>
          <Trans>What it is for</Trans>
        </label>
        <Select
          id={ids.category}
          value={category}
          options={categories}
          onChoose={(id) => id !== '' && setCategory(id)}
        />
      </div>
      <label className={styles.tick}>
        <input
          type="checkbox"
          checked={withNotes && notes.isHere}
          disabled={!notes.isHere}
          onChange={(event) => setWithNotes(event.target.checked)}
        />
        <Trans>Take the facilitators' notes along</Trans>
      </label>
      <label className={styles.tick}>
        <input
          type="checkbox"
          checked={withCards}
          disabled={cards.length === 0}
          onChange={(event) => setWithCards(event.target.checked)}
        />
        <Plural
          value={cards.length}
          one="Take the # card on the wall along"
          other="Take the # cards on the wall along"
        />
      </label>
    </Dialog>
  )
}

function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Some browsers read the address only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
