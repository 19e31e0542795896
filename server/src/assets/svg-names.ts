/**
 * What an SVG may be made of. Not on the list, on purpose: script, foreignObject, image, feImage, a, animate and its kin,
 * audio, video, iframe, and every attribute that begins with "on".
 */
export const elements = names(`
  svg g defs symbol title desc style use
  path rect circle ellipse line polyline polygon
  text tspan textPath
  linearGradient radialGradient stop clipPath mask pattern marker
  filter feBlend feColorMatrix feComponentTransfer feComposite feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
  feGaussianBlur feMerge feMergeNode feOffset
`)

/** Properties of style, which are allowed as attributes too. */
export const properties = names(`
  alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters direction
  display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font-family font-size
  font-size-adjust font-stretch font-style font-variant font-weight image-rendering isolation letter-spacing
  lighting-color line-height marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order
  shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
  stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering transform transform-origin
  unicode-bidi vector-effect visibility white-space word-spacing writing-mode
`)

/** Besides id, class, style, href and xml:space, which are looked at one by one. */
export const attributes = new Set([
  ...properties,
  ...names(`
    amplitude clipPathUnits cx cy d dx dy exponent filterUnits fr fx fy gradientTransform gradientUnits height in in2
    intercept k1 k2 k3 k4 lengthAdjust markerHeight markerUnits markerWidth maskContentUnits maskUnits method mode offset
    operator order orient pathLength patternContentUnits patternTransform patternUnits points preserveAspectRatio
    primitiveUnits r refX refY result rotate rx ry slope spacing spreadMethod startOffset stdDeviation tableValues
    textLength type values version viewBox width x x1 x2 y y1 y2
  `),
])

function names(list: string): Set<string> {
  return new Set(list.trim().split(/\s+/u))
}
