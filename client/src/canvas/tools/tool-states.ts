import { EllipseTool, RectangleTool, TextTool } from './box-tools.ts'
import { CardTool } from './card-tool.ts'
import { ConnectTool } from './connect-tool.ts'
import { DrawTool } from './draw-tool.ts'
import { EraserTool } from './eraser-tool.ts'
import { HandTool } from './hand-tool.ts'
import { LaserTool } from './laser-tool.ts'
import { SelectTool } from './select-tool.ts'

/** Every tool there is on the wall; the names are those of `Tool`, and the eraser at the end of a pen. */
export const toolStates = [
  SelectTool,
  HandTool,
  LaserTool,
  CardTool,
  ConnectTool,
  DrawTool,
  RectangleTool,
  EllipseTool,
  TextTool,
  EraserTool,
]
