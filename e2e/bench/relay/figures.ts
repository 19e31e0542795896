/** How a crowd fared for some seconds. NaN stands for what this server does not have. Times in ms. */
export interface CrowdFigures {
  people: number
  rooms: number
  seconds: number
  /** From an edit's send to its arrival, over all edits and all others in the room; what never came counts as still waiting. */
  editP50: number
  editP99: number
  /** Share of the edits' deliveries that came. */
  editShare: number
  /** The same for cursors, as some clients saw them. */
  cursorP50: number
  cursorP99: number
  cursorShare: number
  /** Edits and cursor movements that reached somebody, a second. */
  deliveredPerSecond: number
  framesPerSecond: number
  /** Share of a core the server used. */
  serverCore: number
  usPerDelivery: number
  /** What one client received, kB a second, on the wire. */
  kBPerSecond: number
  /** Of that, cursors. */
  presenceKBPerSecond: number
  /** From an edit's send to the word that it is safe; by each server's own meaning of that. */
  ackP50: number
  ackP95: number
  /** What a client spends on inflating a frame, on its own machine, where frames are deflated. */
  inflateMs: number
  /** Share of a core the load generator used. */
  generatorCore: number
  /** Connections the server closed. */
  closed: number
}

/** The generator is the bottleneck from here on: what is measured says nothing about the server. */
export const saturated = 0.9
