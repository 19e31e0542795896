import { useEffect, useState } from 'react'
import { holdPicture, NoPicture } from './pictures.ts'
import { useBoard } from './use-board.ts'

export interface ShownPicture {
  /** For an `img`; undefined until it is there. */
  url: string | undefined
  /** There is none to be had; where the connection is at fault it is tried again. */
  isMissing: boolean
}

const RETRY_MS = 5000

/** A picture of the board in a width, or whole. While a better one is on its way, the one before stays. */
export function usePicture(name: string, width: number | undefined): ShownPicture {
  const { apiUrl, seat } = useBoard()
  const { boardId, seatToken } = seat
  const [shown, setShown] = useState<ShownPicture>({ url: undefined, isMissing: name === '' })
  const [tries, setTries] = useState(0)
  useEffect(() => {
    if (name === '') return undefined
    const picture = holdPicture({ apiUrl, boardId, seatToken }, name, width)
    let isWanted = true
    let timer: ReturnType<typeof setTimeout> | undefined
    picture.url.then(
      (url) => {
        if (isWanted) setShown({ url, isMissing: false })
      },
      (error: unknown) => {
        if (!isWanted) return
        setShown(({ url }) => ({ url, isMissing: url === undefined }))
        const isFinal = error instanceof NoPicture && error.status >= 400 && error.status < 500
        if (!isFinal) timer = setTimeout(() => setTries((count) => count + 1), RETRY_MS)
      },
    )
    return () => {
      isWanted = false
      clearTimeout(timer)
      picture.release()
    }
  }, [apiUrl, boardId, seatToken, name, width, tries])
  return shown
}
