import { i18n } from '@lingui/core'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { kindNames } from '@planwall/shared/board/kinds'
import type { CardKind } from '@planwall/shared/board/kinds'
import { limits } from '@planwall/shared/protocol'
import { useId, useMemo, useState } from 'react'
import { PasteColumns } from '../../features/cards/PasteColumns.tsx'
import { PasteTable } from '../../features/cards/PasteTable.tsx'
import { useBlockAmong } from '../../features/cards/use-block.ts'
import { kindWords } from '../../sync/kind-names.ts'
import { messages } from '../../locales/en/board.po'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import '../../ui/inputs.css'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import type { NewBoard } from '../api.ts'
import { Failure } from '../Failure.tsx'
import { useCall } from '../use-call.ts'
import { importRows, MAX_IMPORTED_ROWS, movesNamedIn } from './import-rows.ts'

// What cards and their fields are called comes with the board.
i18n.load('en', messages)

export interface ImportRowsDialogProps {
  /** Without its ending, a first title for the board. */
  name: string
  rows: string[][]
  onClose: () => void
  onImported: (board: NewBoard) => void
}

const nobody: { name: string }[] = []

/** Which column of a spreadsheet fills which field, and what the cards will be; then a new board of them. */
export default function ImportRowsDialog({ name, rows, onClose, onImported }: ImportRowsDialogProps) {
  const { t } = useLingui()
  const kindId = useId()
  const [title, setTitle] = useState(name.slice(0, limits.maxTitleLength))
  const [kind, setKind] = useState<CardKind>('task')
  const moves = useMemo(() => movesNamedIn(rows), [rows])
  const block = useBlockAmong(rows, kind, { people: nobody, cards: moves, most: MAX_IMPORTED_ROWS })
  const { busy, failure, run } = useCall()
  const count = block.rows.length
  const make = async () => {
    const board = await run(() => importRows(title.trim() || name, block, moves))
    if (board) onImported(board)
  }
  return (
    <Dialog
      title={t`Import a spreadsheet`}
      width="wide"
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>{t`Cancel`}</Button>
          <Button look="primary" busy={busy} disabled={!block.hasTitle || count === 0} onClick={() => void make()}>
            <Plural value={count} one="Make a board of # card" other="Make a board of # cards" />
          </Button>
        </>
      }
    >
      <TextField
        label={t`Title`}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        maxLength={limits.maxTitleLength}
        autoComplete="off"
      />
      <div className="import-rows-kind">
        <label htmlFor={kindId}>
          <Trans>Each row is a</Trans>
        </label>
        <Select
          id={kindId}
          value={kind}
          options={kindNames.map((id) => ({ id, label: t(kindWords[id].name) }))}
          onChoose={(id) => {
            if (id !== '') setKind(id)
          }}
        />
      </div>
      {block.left > 0 && (
        <Banner tone="warn">
          <Trans>
            Only the first {MAX_IMPORTED_ROWS} rows are imported; {block.left} are left out.
          </Trans>
        </Banner>
      )}
      <PasteColumns block={block} kind={kind} />
      {!block.hasTitle && (
        <Banner tone="warn">
          <Trans>Choose which column holds the words of the cards.</Trans>
        </Banner>
      )}
      <PasteTable block={block} />
      {block.newPeople.length > 0 && (
        <p>
          <Trans>People who will be added: {block.newPeople.join(', ')}</Trans>
        </p>
      )}
      {failure && <Failure failure={failure} onRetry={() => void make()} />}
    </Dialog>
  )
}
