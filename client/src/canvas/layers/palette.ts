import { kindNames } from '@planwall/shared/board/kinds'
import { colors } from '@planwall/shared/board/model'

/** The theme's colours as a painter needs them: plain values instead of variables. */
export interface Palette {
  kind: (kind: string) => { bg: string; edge: string; text: string }
  zone: (color: string) => { bg: string; edge: string }
  wall: string
  surface: string
  /** What pictures lie on. */
  paper: string
  text: string
  soft: string
  accent: string
  focus: string
  ok: string
  danger: string
  font: string
}

/** Reads the tokens as they are in an element now. Read again when the theme changes. */
export function readPalette(element: HTMLElement): Palette {
  const probe = document.createElement('span')
  probe.hidden = true
  element.append(probe)
  const read = (token: string, otherwise: string) => {
    probe.style.color = `var(--pw-${token}, ${otherwise})`
    return getComputedStyle(probe).color
  }
  const kindColors = (name: string) => ({
    bg: read(`kind-${name}-bg`, '#eee'),
    edge: read(`kind-${name}-edge`, '#777'),
    text: read(`kind-${name}-text`, '#222'),
  })
  const zoneColors = (name: string) => ({
    bg: read(`zone-${name}-bg`, '#f5f5f5'),
    edge: read(`zone-${name}-edge`, '#888'),
  })
  const unknown = kindColors('unknown')
  const grey = zoneColors('grey')
  const kinds = new Map<string, typeof unknown>(kindNames.map((name) => [name, kindColors(name)]))
  const zones = new Map<string, typeof grey>(colors.map((name) => [name, zoneColors(name)]))
  const palette = {
    kind: (kind: string) => kinds.get(kind) ?? unknown,
    zone: (color: string) => zones.get(color) ?? grey,
    wall: read('wall', '#f4f3ef'),
    surface: read('surface', '#fff'),
    paper: read('paper', 'transparent'),
    text: read('text', '#1b2530'),
    soft: read('text-soft', '#515c69'),
    accent: read('accent', '#1f58b5'),
    focus: read('focus', '#1f58b5'),
    ok: read('ok-edge', '#2c9154'),
    danger: read('danger-edge', '#cf5148'),
    font: getComputedStyle(element).getPropertyValue('--pw-font') || 'system-ui, sans-serif',
  }
  probe.remove()
  return palette
}
