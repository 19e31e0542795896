import { AreaShapeUtil } from './area-shape.tsx'
import { CardShapeUtil } from './card-shape.tsx'
import { ConnectorShapeUtil } from './connector-shape.tsx'
import { DrawingShapeUtil } from './drawing-shape.tsx'
import { OpaqueShapeUtil } from './opaque-shape.tsx'
import { PictureShapeUtil } from './picture-shape.tsx'
import { ZoneShapeUtil } from './zone-shape.tsx'

/** Every shape there is on the wall. */
export const shapeUtils = [
  CardShapeUtil,
  ZoneShapeUtil,
  ConnectorShapeUtil,
  AreaShapeUtil,
  DrawingShapeUtil,
  PictureShapeUtil,
  OpaqueShapeUtil,
]
