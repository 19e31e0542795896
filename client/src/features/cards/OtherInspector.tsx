import { Trans, useLingui } from '@lingui/react/macro'
import { setColor, setConnectorEnds } from '@planwall/shared/board/edit'
import type { BoardElement, Connector } from '@planwall/shared/board/model'
import { ArrowLeftRight, Copy, Trash2 } from 'lucide-react'
import { useMemo } from 'react'
import { deleteAll, duplicate, mayEdit } from '../../sync/card-acts.ts'
import { titleOf } from '../../sync/shared-text.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { SharedTextArea } from '../../ui/SharedTextArea.tsx'
import { ColorChoice } from './ColorChoice.tsx'
import { FieldFrame } from './controls/FieldFrame.tsx'
import { MadeBy } from './MadeBy.tsx'
import { PicturePart } from './PicturePart.tsx'
import styles from './Inspector.module.css'

export interface OtherInspectorProps {
  element: BoardElement
  onSelect: (ids: readonly string[]) => void
}

/** Lines, shapes, drawings and pictures. */
export function OtherInspector({ element, onSelect }: OtherInspectorProps) {
  const handle = useBoard()
  const { t } = useLingui()
  const canEdit = mayEdit(handle)
  const remove = () => {
    deleteAll(handle, [element.id])
    onSelect([])
  }
  return (
    <>
      <p className={styles.readTitle}>{useName(element)}</p>
      {element.type === 'picture' && <PicturePart key={element.id} picture={element} canEdit={canEdit} />}
      {element.type === 'connector' && <Ends connector={element} canEdit={canEdit} />}
      {(element.type === 'connector' || element.type === 'shape') && canEdit && (
        <Words id={element.id} label={element.type === 'connector' ? t`Words on the line` : t`Text`} />
      )}
      {(element.type === 'shape' || element.type === 'drawing') && canEdit && (
        <ColorChoice
          value={element.color}
          onChoose={(color) => {
            handle.undo.boundary()
            setColor(handle.board, [element.id], color, handle.origin)
          }}
        />
      )}
      {canEdit && (
        <div className={styles.acts}>
          {element.type !== 'opaque' && element.type !== 'connector' && (
            <Button size="small" icon={<Copy />} onClick={() => onSelect(duplicate(handle, [element.id]))}>
              <Trans>Duplicate</Trans>
            </Button>
          )}
          <Button size="small" icon={<Trash2 />} onClick={remove}>
            <Trans>Delete</Trans>
          </Button>
        </div>
      )}
      <MadeBy element={element} />
    </>
  )
}

function useName(element: BoardElement): string {
  const { t } = useLingui()
  switch (element.type) {
    case 'connector':
      return t`Connection`
    case 'drawing':
      return t`Drawing`
    case 'picture':
      return t`Picture`
    case 'shape':
      return element.shape === 'ellipse' ? t`Ellipse` : element.shape === 'text' ? t`Text on the wall` : t`Rectangle`
    case 'opaque':
      return t`Something a newer version of this page made`
    case 'card':
      return element.text
    default:
      return element satisfies never
  }
}

function Ends({ connector, canEdit }: { connector: Connector; canEdit: boolean }) {
  const handle = useBoard()
  const { t } = useLingui()
  const from = useEnd(connector.from)
  const to = useEnd(connector.to)
  const turn = () => {
    handle.undo.boundary()
    const { x, y, w, h } = connector.geometry
    const geometry = { x: x + w, y: y + h, w: -w, h: -h }
    setConnectorEnds(handle.board, connector.id, { from: connector.to, to: connector.from, geometry }, handle.origin)
  }
  return (
    <>
      <p className={styles.words}>{t`${from} → ${to}`}</p>
      {canEdit && (
        <div>
          <Button size="small" icon={<ArrowLeftRight />} onClick={turn}>
            <Trans>Turn it round</Trans>
          </Button>
        </div>
      )}
    </>
  )
}

function useEnd(id: string | null): string {
  const { t } = useLingui()
  const element = useView((view) => (id === null ? undefined : view.elements.get(id)))
  if (!element) return t`nothing`
  return ('text' in element && element.text.trim()) || t`(no text)`
}

function Words({ id, label }: { id: string; label: string }) {
  const handle = useBoard()
  const text = useMemo(() => titleOf(handle, id), [handle, id])
  return (
    <FieldFrame label={label} isMissing={false}>
      {(ids) => (
        <SharedTextArea
          id={ids.id}
          text={text}
          rows={2}
          onUndo={handle.undo.undo}
          onRedo={handle.undo.redo}
          onFocus={() => handle.undo.boundary()}
        />
      )}
    </FieldFrame>
  )
}
