import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useLocation } from 'wouter'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { NewBoard } from '../api.ts'
import { ShareLinks } from '../ShareLinks.tsx'

/** A board has been made: how everybody gets there. */
export function BoardReadyDialog({ board, onClose }: { board: NewBoard; onClose: () => void }) {
  const { t } = useLingui()
  const [, navigate] = useLocation()
  const { facilitate, participate, observe } = board.links
  const { notKept: left = [] } = board
  const notKept = left.filter((path) => !path.startsWith('/pictures/'))
  const pictures = left.length - notKept.length
  return (
    <Dialog
      title={t`${board.title} is ready`}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>{t`Later`}</Button>
          <Button look="primary" onClick={() => navigate(`/b/${board.boardId}#${facilitate.token}`)}>
            {t`Open the board`}
          </Button>
        </>
      }
    >
      {notKept.length > 0 && (
        <Banner
          tone="warn"
          title={
            <Plural
              value={notKept.length}
              one="# value of the file has no place on a board and was left out"
              other="# values of the file have no place on a board and were left out"
            />
          }
        >
          <p className="page-card-words">{notKept.slice(0, MAX_SHOWN).join(', ')}</p>
        </Banner>
      )}
      {pictures > 0 && (
        <Banner
          tone="warn"
          title={
            <Plural
              value={pictures}
              one="# picture of the file could not be kept: it is damaged, or there is no room for it"
              other="# pictures of the file could not be kept: they are damaged, or there is no room for them"
            />
          }
        />
      )}
      <p className="page-card-words">
        <Trans>Send people the link that fits. You find all three again under “Share” on the board.</Trans>
      </p>
      <ShareLinks
        title={board.title}
        links={{ facilitate: facilitate.url, participate: participate.url, observe: observe.url }}
      />
    </Dialog>
  )
}

/** Paths that are named; the answer of the server has the others. */
const MAX_SHOWN = 10
