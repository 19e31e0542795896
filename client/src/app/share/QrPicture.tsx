import { useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'

/** Modules of light around the picture, without which cameras do not find it. */
const QUIET = 4

/** An address as a picture that phones read: dark on light in both themes. Drawn in the page; nobody is asked for it. */
export function QrPicture({ url }: { url: string }) {
  const { t } = useLingui()
  const [rows, setRows] = useState<boolean[][]>()
  useEffect(() => {
    let current = true
    void import('qr').then(({ default: encodeQR }) => {
      if (current) setRows(encodeQR(url, 'raw', { ecc: 'medium', border: QUIET }))
    })
    return () => {
      current = false
    }
  }, [url])
  const size = rows?.length ?? 0
  return (
    <svg
      className="share-qr"
      role="img"
      aria-label={t`Picture of the code, for a phone’s camera`}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      data-testid="qr"
      data-ready={rows !== undefined}
    >
      <rect width={size} height={size} fill="#fff" />
      {rows && <path d={pathOf(rows)} fill="#000" />}
    </svg>
  )
}

/** Each run of dark modules of a row as one bar. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  const bars: string[] = []
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue
      const begin = x
      while (row[x + 1]) x++
      bars.push(`M${begin} ${y}h${x - begin + 1}v1H${begin}z`)
    }
  })
  return bars.join('')
}
