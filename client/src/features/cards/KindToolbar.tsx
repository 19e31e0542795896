import { Trans, useLingui } from '@lingui/react/macro'
import type { CardKind } from '@planwall/shared/board/kinds'
import type { Zone } from '@planwall/shared/board/model'
import { byOrder } from '@planwall/shared/board/order'
import {
  Circle,
  Columns3,
  Ellipsis,
  Frame,
  Hand,
  ImagePlus,
  Laser,
  LayoutDashboard,
  MousePointer2,
  Pencil,
  Settings2,
  Spline,
  Square,
  Type as TypeIcon,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useMemo } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import { useStore } from 'zustand'
import { canvas, select } from '../../canvas/canvas-api.ts'
import type { Tool } from '../../canvas/canvas-api.ts'
import { addTexts } from '../../sync/add-cards.ts'
import { cardsOfZone, mayArrange, useMayEdit } from '../../sync/card-acts.ts'
import { requestEdit } from '../../sync/edit-request.ts'
import { iconOf, kindColors } from '../../sync/kind-icons.ts'
import { kindWords } from '../../sync/kind-names.ts'
import type { BoardHandle } from '../../sync/open-board.ts'
import { addPictures, choosePictures } from '../../sync/picture-request.ts'
import { useMayNow, verdictNow } from '../../sync/step-rules.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { addColumn, addZone, columnsOf } from '../../sync/zone-acts.ts'
import { requestZoneEdit } from '../../sync/zone-request.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuNote } from '../../ui/Menu.tsx'
import { toast } from '../../ui/toast-store.ts'
import { Toolbar } from '../../ui/Toolbar.tsx'
import { kindsForBoard, zoneFor } from './kinds-for-board.ts'
import styles from './KindToolbar.module.css'

/** Adds cards of the kinds this board is for, chooses tools of the wall, and lets a facilitator arrange its zones. */
export function KindToolbar({ vertical = false }: { vertical?: boolean }) {
  const handle = useBoard()
  const { t } = useLingui()
  useView((view) => view.tooNew)
  const hasWall = useStore(canvas, (state) => state.actions !== null)
  const canEdit = useMayEdit()
  return (
    <Toolbar label={t`Tools`} vertical={vertical} className={vertical ? styles.vertical : styles.horizontal}>
      {hasWall && <PointingTools />}
      {canEdit && <Kinds />}
      {canEdit && hasWall && <DrawingTools />}
      {canEdit && <AddPicture />}
      {mayArrange(handle) && <Arranging hasWall={hasWall} />}
    </Toolbar>
  )
}

function PointingTools() {
  const { t } = useLingui()
  return (
    <Group>
      <ToolButton tool="select" label={t`Select`} shortcut="V" icon={MousePointer2} />
      <ToolButton tool="hand" label={t`Move the wall`} shortcut="H" icon={Hand} />
      <ToolButton tool="laser" label={t`Point with the laser`} shortcut="L" icon={Laser} />
    </Group>
  )
}

/** Those the step that runs has a use for. */
function DrawingTools() {
  const { t } = useLingui()
  const mayConnect = useMayNow({ act: 'connect' })
  const mayDraw = useMayNow({ act: 'draw' })
  const connecting = <ToolButton tool="connect" label={t`Connect cards`} shortcut="C" icon={Spline} />
  if (!mayDraw) return mayConnect ? <Group>{connecting}</Group> : null
  return (
    <Group>
      {mayConnect && connecting}
      <ToolButton tool="draw" label={t`Draw`} shortcut="D" icon={Pencil} />
      <ToolButton tool="rectangle" label={t`Rectangle`} shortcut="R" icon={Square} />
      <ToolButton tool="ellipse" label={t`Ellipse`} shortcut="O" icon={Circle} />
      <ToolButton tool="text" label={t`Text on the wall`} shortcut="T" icon={TypeIcon} />
    </Group>
  )
}

/** On the wall it comes to lie in the middle of what is seen. */
function AddPicture() {
  const handle = useBoard()
  const { t } = useLingui()
  const mayDraw = useMayNow({ act: 'draw' })
  if (!mayDraw) return null
  const add = () =>
    choosePictures((files) => {
      addPictures(handle, { files, at: canvas.getState().actions?.viewCentre(), onAdded: select })
    })
  return (
    <Group>
      <IconButton label={t`Add a picture`} icon={<ImagePlus />} onClick={add} />
    </Group>
  )
}

function ToolButton({
  tool,
  label,
  shortcut,
  icon: Icon,
}: {
  tool: Tool
  label: string
  shortcut: string
  icon: LucideIcon
}) {
  const isOn = useStore(canvas, (state) => state.tool === tool)
  return (
    <IconButton
      label={label}
      shortcut={shortcut}
      icon={<Icon />}
      pressed={isOn}
      onClick={() => canvas.getState().actions?.setTool(tool)}
    />
  )
}

function Kinds() {
  const handle = useBoard()
  const { t, i18n } = useLingui()
  const session = useView((view) => view.session)
  const { first, more } = useMemo(() => {
    const { first: usual, more: others } = kindsForBoard(session.zones.values())
    const isOpen = (kind: CardKind) => verdictNow(handle, { act: 'add', kind }).allowed
    return { first: usual.filter(isOpen), more: others.filter(isOpen) }
  }, [session, handle])
  const toolKind = useStore(canvas, (state) => (state.tool === 'card' && state.actions ? state.kind : null))
  if (first.length + more.length === 0) return null
  return (
    <div className={styles.group}>
      {first.map((kind) => {
        const Icon = iconOf(kind)
        const name = i18n._(kindWords[kind].name)
        return (
          <button
            key={kind}
            type="button"
            className={styles.kind}
            style={kindColors(kind)}
            aria-pressed={toolKind === kind}
            aria-label={t`Add: ${name}`}
            title={i18n._(kindWords[kind].use)}
            onClick={(event) => begin(handle, kind, isByKeyboard(event))}
          >
            <span className={styles.face}>
              <Icon aria-hidden="true" />
            </span>
            <span className={styles.name}>{name}</span>
          </button>
        )
      })}
      {more.length > 0 && (
        <Menu trigger={<Ellipsis />} label={t`More kinds of cards`}>
          <MenuNote>
            <Trans>Other kinds of cards</Trans>
          </MenuNote>
          {more.map((kind) => {
            const Icon = iconOf(kind)
            return (
              <MenuItem
                key={kind}
                icon={<Icon />}
                checked={toolKind === kind}
                onSelect={(event) => begin(handle, kind, isByKeyboard(event))}
              >
                {i18n._(kindWords[kind].name)}
                <span className={styles.use}>{i18n._(kindWords[kind].use)}</span>
              </MenuItem>
            )
          })}
        </Menu>
      )}
    </div>
  )
}

function Arranging({ hasWall }: { hasWall: boolean }) {
  const handle = useBoard()
  const { t } = useLingui()
  const isArranging = useStore(canvas, (state) => state.arrangingZones)
  const selectedZone = useSelectedZone()
  const addNewZone = () => {
    const zoneId = addZone(handle, t`New zone`)
    goToNew(zoneId)
    if (!hasWall) requestZoneEdit(zoneId)
  }
  useView((view) => view.session.meta.templateId)
  return (
    <Group>
      {hasWall && (
        <IconButton
          label={t`Arrange zones`}
          icon={<LayoutDashboard />}
          pressed={isArranging}
          onClick={() => canvas.setState({ arrangingZones: !isArranging })}
        />
      )}
      {hasWall && isArranging && (
        <IconButton
          label={selectedZone ? t`Edit zone: ${selectedZone.name}` : t`Edit zone: select one first`}
          icon={<Settings2 />}
          disabled={!selectedZone}
          onClick={() => selectedZone && requestZoneEdit(selectedZone.id)}
        />
      )}
      {columnsOf(handle) && (
        <IconButton
          label={t`Add a move column`}
          icon={<Columns3 />}
          onClick={() => {
            const number = addColumn(handle)
            if (number !== undefined) goToNew(`move-${number}`)
            if (number !== undefined && !hasWall) toast(t`Column added: move ${number}`)
          }}
        />
      )}
      <IconButton label={t`Add a zone`} icon={<Frame />} onClick={addNewZone} />
    </Group>
  )
}

/** The one zone that is selected while zones are arranged. */
function useSelectedZone(): Zone | undefined {
  const id = useStore(canvas, (state) => (state.selectedIds.length === 1 ? state.selectedIds[0] : undefined))
  return useView((view) => (id === undefined ? undefined : view.session.zones.get(id)))
}

function Group({ children }: { children: ReactNode }) {
  return <div className={styles.group}>{children}</div>
}

/** On the wall the new zone is gone to, ready to be arranged. */
function goToNew(zoneId: string): void {
  const { actions } = canvas.getState()
  canvas.setState({ activeZoneId: zoneId, ...(actions ? { arrangingZones: true } : {}) })
  actions?.showZone(zoneId)
}

/**
 * On the wall the next click says where. By keyboard, and without a wall, the card goes to the zone that fits, and its
 * text is opened.
 */
function begin(handle: BoardHandle, kind: CardKind, byKeyboard: boolean): void {
  const { actions, activeZoneId } = canvas.getState()
  if (actions && !byKeyboard) {
    actions.setTool('card', kind)
    return
  }
  const zones = [...handle.view.getState().session.zones.values()].toSorted(byOrder)
  const zone = zoneFor(kind, zones, activeZoneId, (id) => cardsOfZone(handle, id).length)
  if (actions) {
    actions.addCard(kind, zone?.id ?? null)
    return
  }
  const [id] = addTexts(handle, { texts: [{ text: '' }], kind, zoneId: zone?.id ?? null })
  if (id === undefined) return
  select([id])
  requestEdit(id)
}

/** Pressed by Enter, by the space bar or by a screen reader: there is no pointer that could say where. */
function isByKeyboard({ detail }: MouseEvent): boolean {
  return detail === 0
}
