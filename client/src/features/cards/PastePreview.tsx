import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { plural, t as tNow } from '@lingui/core/macro'
import type { CardKind } from '@planwall/shared/board/kinds'
import { defaultKind } from '@planwall/shared/board/place'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { canvas, select } from '../../canvas/canvas-api.ts'
import { addTexts } from '../../sync/add-cards.ts'
import { mayEdit } from '../../sync/card-acts.ts'
import type { BoardHandle } from '../../sync/open-board.ts'
import { endPaste, pasteRequest } from '../../sync/paste-request.ts'
import type { PasteRequest } from '../../sync/paste-request.ts'
import { useBoard } from '../../sync/use-board.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { toast } from '../../ui/toast-store.ts'
import { addBlock } from './add-block.ts'
import { MAX_PASTED_CARDS, readBlock } from './parse-block.ts'
import { PasteColumns } from './PasteColumns.tsx'
import { PasteTable } from './PasteTable.tsx'
import { PasteTarget } from './PasteTarget.tsx'
import { targetState } from './paste-target.ts'
import { useBlock } from './use-block.ts'
import { usePasteListener } from './use-paste-listener.ts'
import styles from './PastePreview.module.css'

/** Turns pasted text into cards: a single line at once, several lines or a block of a spreadsheet after a look at them. */
export function PastePreview() {
  const handle = useBoard()
  const request = useStore(pasteRequest, (state) => state.request)
  const [rows, setRows] = useState<string[][]>([])
  usePasteListener(handle)
  useEffect(() => {
    if (!request) return
    const read = readBlock(request.text)
    const [first] = read
    if (!mayEdit(handle) || !first) {
      endPaste()
    } else if (read.length === 1 && first.length === 1) {
      addOne(handle, request, first[0] ?? '')
      endPaste()
    } else {
      setRows(read)
    }
  }, [request, handle])
  if (!request || rows.length === 0) return null
  const close = () => {
    setRows([])
    endPaste()
  }
  return <PasteDialog rows={rows} request={request} onClose={close} />
}

interface PasteDialogProps {
  rows: string[][]
  request: PasteRequest
  onClose: () => void
}

function PasteDialog({ rows, request, onClose }: PasteDialogProps) {
  const handle = useBoard()
  const { t } = useLingui()
  const [zoneId, setZoneId] = useState(request.zoneId)
  const zone = zoneId === null ? undefined : handle.view.getState().session.zones.get(zoneId)
  const [kind, setKind] = useState<CardKind>(request.kind ?? defaultKind(zone))
  const block = useBlock(rows, kind)
  const count = block.rows.length
  const add = () => {
    const ids = addBlock(handle, block.rows, block.settings, { zoneId, at: request.at })
    onClose()
    if (ids[0]) canvas.getState().actions?.show(ids[0])
    select(ids)
    toast(plural(ids.length, { one: '# card added', other: '# cards added' }))
  }
  const target = targetState(handle, zoneId, kind, count)
  return (
    <Dialog
      title={t`Add pasted cards`}
      width="wide"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button look="primary" disabled={target !== 'fits' || !block.hasTitle || count === 0} onClick={add}>
            <Plural value={count} one="Add # card" other="Add # cards" />
          </Button>
        </>
      }
    >
      {block.left > 0 && (
        <Banner tone="warn" title={<Trans>That is a lot at once</Trans>}>
          <Trans>
            Only the first {MAX_PASTED_CARDS} are added. Paste the other {block.left} afterwards.
          </Trans>
        </Banner>
      )}
      <PasteTarget kind={kind} onKind={setKind} zoneId={zoneId} onZone={setZoneId} state={target} />
      {block.width > 1 && <PasteColumns block={block} kind={kind} />}
      {!block.hasTitle && (
        <Banner tone="warn">
          <Trans>Choose which column holds the words of the cards.</Trans>
        </Banner>
      )}
      <PasteTable block={block} />
      {block.newPeople.length > 0 && (
        <p className={styles.note}>
          <Trans>People who will be added: {block.newPeople.join(', ')}</Trans>
        </p>
      )}
    </Dialog>
  )
}

function addOne(handle: BoardHandle, { zoneId, kind, at }: PasteRequest, text: string): void {
  const zone = zoneId === null ? undefined : handle.view.getState().session.zones.get(zoneId)
  const wanted = kind ?? defaultKind(zone)
  if (targetState(handle, zoneId, wanted, 1) !== 'fits') {
    toast(tNow`“${zone?.name ?? ''}” does not take this card.`, 'warn')
    return
  }
  const ids = addTexts(handle, { texts: [{ text }], kind: wanted, zoneId, at })
  select(ids)
}
