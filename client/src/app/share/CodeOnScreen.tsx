import { Trans, useLingui } from '@lingui/react/macro'
import { Dialog } from '../../ui/Dialog.tsx'
import type { MyCode } from '../my-boards.ts'
import { QrPicture } from './QrPicture.tsx'
import { momentWords } from './time-words.ts'

export interface CodeOnScreenProps {
  code: MyCode
  /** Where it is typed. */
  address: string
  onClose: () => void
}

/** The code as large as the page allows, to be shown on the call's screen; nothing else of the board is seen. */
export function CodeOnScreen({ code, address, onClose }: CodeOnScreenProps) {
  const { t, i18n } = useLingui()
  return (
    <Dialog title={t`Join with this code`} width="wide" onClose={onClose}>
      <div className="share-screen">
        <QrPicture url={code.url} />
        <div>
          <p>
            <Trans>
              Open <strong>{address}</strong> and type
            </Trans>
          </p>
          <p className="share-code-letters">{code.code}</p>
          <p>
            <Trans>
              or point your phone’s camera at the picture. Works until {momentWords(code.expiresAt, i18n.locale)}.
            </Trans>
          </p>
        </div>
      </div>
    </Dialog>
  )
}
