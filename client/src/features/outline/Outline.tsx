import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Columns3, Frame, StickyNote } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { canvas } from '../../canvas/canvas-api.ts'
import { mayArrange, mayEdit } from '../../sync/card-acts.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { addColumn, addZone, columnsOf } from '../../sync/zone-acts.ts'
import { requestZoneEdit } from '../../sync/zone-request.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ActsContext } from './acts-context.ts'
import { bindOutline } from './bind-outline.ts'
import { Connections } from './Connections.tsx'
import { OtherThings } from './OtherThings.tsx'
import { useOutlineActs } from './use-outline-acts.ts'
import { createOutlineStore, OutlineContext } from './outline-store.ts'
import { outlineOf } from './outline-tree.ts'
import type { OutlineTree } from './outline-tree.ts'
import { PeopleList } from './PeopleList.tsx'
import { Pictures } from './Pictures.tsx'
import { ZoneSection } from './ZoneSection.tsx'
import styles from './Outline.module.css'

/**
 * The board as a list: zones as headings, cards as items. Everything that can be done on the wall can be done here, with
 * the keyboard and by ear.
 */
export function Outline() {
  const handle = useBoard()
  const { t } = useLingui()
  const [store] = useState(createOutlineStore)
  const root = useRef<HTMLDivElement>(null)
  const tree = useTree()
  const treeNow = useRef(tree)
  treeNow.current = tree
  useEffect(
    () => bindOutline(handle, store, { root: () => root.current, tree: () => treeNow.current }),
    [handle, store],
  )
  const acts = useOutlineActs(store, root, treeNow)
  const said = useStore(store, (state) => state.said)
  const canEdit = mayEdit(handle)
  const isEmpty = tree.sections.length === 1 && tree.sections[0]?.cards.length === 0
  return (
    <OutlineContext value={store}>
      <ActsContext value={acts}>
        <div ref={root} data-outline role="group" aria-label={t`Cards by zone`} className={styles.outline}>
          <p className="pw-hidden" role="status">
            {said}
          </p>
          <Overview tree={tree} />
          {isEmpty && (
            <EmptyState icon={<StickyNote aria-hidden="true" />} title={<Trans>Nothing is on this wall yet</Trans>}>
              {canEdit ? (
                <Trans>Type a first card below, or paste a list: every line becomes a card.</Trans>
              ) : (
                <Trans>What the others write appears here.</Trans>
              )}
            </EmptyState>
          )}
          {tree.sections.map((section) => (
            <ZoneSection key={section.key} section={section} isOnly={tree.sections.length === 1} />
          ))}
          <PeopleList people={tree.people} />
          <Connections connectors={tree.connectors} />
          <Pictures pictures={tree.pictures} />
          <OtherThings others={tree.others} />
          {mayArrange(handle) && <ZoneButtons />}
        </div>
      </ActsContext>
    </OutlineContext>
  )
}

function useTree(): OutlineTree {
  const elements = useView((view) => view.elements)
  const zones = useView((view) => view.session.zones)
  useView((view) => view.tooNew)
  const before = useRef<OutlineTree>(undefined)
  return useMemo(() => {
    before.current = outlineOf(elements, zones, before.current)
    return before.current
  }, [elements, zones])
}

function Overview({ tree }: { tree: OutlineTree }) {
  const cards = tree.sections.reduce((sum, section) => sum + section.cards.length, 0)
  const zones = tree.sections.length - 1
  return (
    <p className={styles.overview}>
      <Plural value={cards} one="# card" other="# cards" />
      {zones > 0 && (
        <>
          {' '}
          <Plural value={zones} one="in # zone" other="in # zones" />
        </>
      )}
    </p>
  )
}

function ZoneButtons() {
  const handle = useBoard()
  const { t } = useLingui()
  useView((view) => view.session.meta.templateId)
  return (
    <div className={styles.zoneButtons}>
      {columnsOf(handle) && (
        <Button
          icon={<Columns3 />}
          onClick={() => {
            const number = addColumn(handle)
            if (number !== undefined) canvas.setState({ activeZoneId: `move-${number}` })
          }}
        >
          <Trans>Add a move column</Trans>
        </Button>
      )}
      <Button icon={<Frame />} onClick={() => requestZoneEdit(addZone(handle, t`New zone`))}>
        <Trans>Add a zone</Trans>
      </Button>
    </div>
  )
}
