import {
  BaseBoxShapeUtil,
  createShapeId,
  HTMLContainer,
  T,
  TldrawEditor,
  TldrawShapeIndicators,
  defaultTools,
} from '@tldraw/tldraw'
import type { Editor, IndexKey, TLBaseShape, TLPageId } from '@tldraw/tldraw'
import '@tldraw/tldraw/tldraw.css'
import { createRoot } from 'react-dom/client'

/**
 * tldraw as its documentation shows it: its own store, canvas and select tool, one light shape, no Yjs, no interface.
 * The bench sets the same size and camera as our wall has.
 */

type PlainCard = TLBaseShape<
  'card',
  { w: number; h: number; kind: string; text: string; due: string; owner: string; color: string }
>

interface WallCard {
  id: string
  kind: string
  text: string
  order: string
  fields: { due?: string; assignee?: string; owner?: string }
  geometry: { x: number; y: number; w: number; h: number }
}

const looks: Record<string, { color: string; icon: string }> = {
  note: { color: '#fdf3c4', icon: '▪' },
  task: { color: '#c9efe9', icon: '✓' },
  risk: { color: '#fbd5d1', icon: '!' },
  kpi: { color: '#d3f0d1', icon: '↗' },
}

class PlainCardUtil extends BaseBoxShapeUtil<PlainCard> {
  static override type = 'card' as const
  static override props = {
    w: T.number,
    h: T.number,
    kind: T.string,
    text: T.string,
    due: T.string,
    owner: T.string,
    color: T.string,
  }

  override getDefaultProps(): PlainCard['props'] {
    return { w: 200, h: 120, kind: 'note', text: '', due: '', owner: '', color: '#fff' }
  }

  override component({ props: { kind, text, due, owner, color } }: PlainCard) {
    return (
      <HTMLContainer>
        <div className="card" style={{ backgroundColor: color }}>
          <div className="card-kind">
            <span>{looks[kind]?.icon}</span>
            <span>{kind}</span>
          </div>
          <div className="card-text">{text}</div>
          <div className="card-foot">
            <span>{due}</span>
            {owner === '' ? null : <span className="card-face">{owner}</span>}
          </div>
        </div>
      </HTMLContainer>
    )
  }

  override indicator({ props: { w, h } }: PlainCard) {
    return <rect width={w} height={h} />
  }
}

const query = new URLSearchParams(location.search)
const container = document.querySelector<HTMLElement>('#wall')
if (container) await show(container)

async function show(wall: HTMLElement): Promise<void> {
  const [left = 0, top = 0, width = innerWidth, height = innerHeight] = (query.get('box') ?? '').split(',').map(Number)
  Object.assign(wall.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` })
  const answer = await fetch(`/cards/${query.get('cards') ?? 200}.json`)
  const cards = (await answer.json()) as WallCard[]
  createRoot(wall).render(
    <TldrawEditor
      shapeUtils={[PlainCardUtil]}
      bindingUtils={[]}
      tools={defaultTools}
      initialState="select"
      options={{ maxShapesPerPage: 100_000 }}
      components={{ ShapeIndicators: TldrawShapeIndicators }}
      cameraOptions={{ zoomSteps: [0.01, 0.1, 0.25, 0.5, 1, 2, 4] }}
      onMount={(editor) => {
        addCards(editor, cards)
        Object.assign(window, { setCamera: (camera: { x: number; y: number; z: number }) => editor.setCamera(camera) })
        editor.zoomToFit()
      }}
    />,
  )
}

function addCards(editor: Editor, cards: WallCard[]): void {
  const pageId: TLPageId = editor.getCurrentPageId()
  editor.store.put(
    cards.map(({ id, kind, text, order, fields, geometry: { x, y, w, h } }): PlainCard => {
      const owner = fields.assignee ?? fields.owner ?? ''
      return {
        id: createShapeId(id),
        typeName: 'shape',
        type: 'card',
        x,
        y,
        rotation: 0,
        index: order as IndexKey,
        parentId: pageId,
        isLocked: false,
        opacity: 1,
        meta: {},
        props: {
          w,
          h,
          kind,
          text,
          due: fields.due ?? '',
          owner: owner.slice(0, 2),
          color: looks[kind]?.color ?? '#fff',
        },
      }
    }),
  )
}
