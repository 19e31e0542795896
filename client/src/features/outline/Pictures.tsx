import { useLingui } from '@lingui/react/macro'
import type { Picture } from '@planwall/shared/board/model'
import { X } from 'lucide-react'
import { memo } from 'react'
import { select } from '../../canvas/canvas-api.ts'
import { deleteAll, mayEdit } from '../../sync/card-acts.ts'
import { requestDetails } from '../../sync/details-request.ts'
import { useBoard } from '../../sync/use-board.ts'
import { usePicture } from '../../sync/use-picture.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Folded } from './Folded.tsx'
import styles from './Pictures.module.css'

/** Pictures on the wall with what is said of them; chosen here, they are described beside. */
export const Pictures = memo(function Pictures({ pictures }: { pictures: readonly Picture[] }) {
  const { t } = useLingui()
  if (pictures.length === 0) return null
  return (
    <Folded title={t`Pictures (${pictures.length})`}>
      <ul className={styles.pictures}>
        {pictures.map((picture) => (
          <PictureItem key={picture.id} picture={picture} />
        ))}
      </ul>
    </Folded>
  )
})

function PictureItem({ picture: { id, asset, text, isDecorative } }: { picture: Picture }) {
  const handle = useBoard()
  const { t } = useLingui()
  const { url } = usePicture(asset, 160)
  const words = isDecorative ? t`Picture: decoration` : t`Picture: ${text.trim() || t`no description yet`}`
  const describe = () => {
    select([id])
    requestDetails()
  }
  return (
    <li>
      <button type="button" className={styles.picture} onClick={describe}>
        <span className={styles.small}>{url && <img src={url} alt="" decoding="async" />}</span>
        {words}
      </button>
      {mayEdit(handle) && (
        <IconButton size="small" label={t`Delete ${words}`} icon={<X />} onClick={() => deleteAll(handle, [id])} />
      )}
    </li>
  )
}
