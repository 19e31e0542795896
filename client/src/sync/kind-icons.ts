import { isCardKind } from '@planwall/shared/board/kinds'
import type { CardKind } from '@planwall/shared/board/kinds'
import {
  Activity,
  BrainCircuit,
  CalendarClock,
  ChartLine,
  CircleHelp,
  Compass,
  FlagTriangleRight,
  Footprints,
  Gavel,
  GraduationCap,
  LifeBuoy,
  MessageCircleWarning,
  Mountain,
  PenLine,
  Rocket,
  Square,
  SquareCheckBig,
  StickyNote,
  TriangleAlert,
  Unplug,
  User,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { CSSProperties } from 'react'

/** The icon of each kind. A kind is told by its colour, its icon and its name, never by colour alone. */
export const kindIcons: Record<CardKind, LucideIcon> = {
  note: StickyNote,
  goal: FlagTriangleRight,
  parentGoal: Mountain,
  move: Rocket,
  task: SquareCheckBig,
  microTask: Footprints,
  kpi: Activity,
  series: ChartLine,
  failure: Unplug,
  risk: TriangleAlert,
  contingency: LifeBuoy,
  assumption: BrainCircuit,
  challenge: MessageCircleWarning,
  choice: Compass,
  decision: Gavel,
  signoff: PenLine,
  cadence: CalendarClock,
  capabilityGap: GraduationCap,
  parking: CircleHelp,
  person: User,
}

/** A kind this build does not know has a plain square. */
export function iconOf(kind: string): LucideIcon {
  return isCardKind(kind) ? kindIcons[kind] : Square
}

/** A kind's colours as `--kind-bg`, `--kind-edge` and `--kind-text`, for whatever is inside. */
export function kindColors(kind: string): CSSProperties {
  const name = isCardKind(kind) ? kind : 'unknown'
  return {
    '--kind-bg': `var(--pw-kind-${name}-bg)`,
    '--kind-edge': `var(--pw-kind-${name}-edge)`,
    '--kind-text': `var(--pw-kind-${name}-text)`,
  } as CSSProperties
}
