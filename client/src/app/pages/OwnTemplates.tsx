import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Clock, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { forgetTemplate, ownTemplates } from '../../sync/own-templates.ts'
import type { OwnTemplate } from '../../sync/own-templates.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { importBoard } from '../api.ts'
import type { NewBoard } from '../api.ts'
import { Failure } from '../Failure.tsx'
import { useCall } from '../use-call.ts'
import { ownTimezone } from './own-timezone.ts'
import { TemplatePicture } from './TemplatePicture.tsx'

/** The templates this person made of their own boards, kept in this browser. */
export default function OwnTemplates({ onImported }: { onImported: (board: NewBoard) => void }) {
  const { t } = useLingui()
  const [own, setOwn] = useState(() => ownTemplates(window.localStorage))
  const { busy, failure, run } = useCall()
  const use = async ({ template, text }: OwnTemplate) => {
    const file = new File([text], `${template.name}.json`, { type: 'application/json' })
    const board = await run(() => importBoard(file, ownTimezone()))
    if (board) onImported(board)
  }
  const forget = (id: string) => {
    forgetTemplate(window.localStorage, id)
    setOwn(ownTemplates(window.localStorage))
  }
  return own.map((one) => {
    const { id, name, summary, minutes, zones } = one.template
    return (
      <li key={id} className="gallery-own">
        <button type="button" className="gallery-card" disabled={busy} onClick={() => void use(one)}>
          <TemplatePicture zones={zones.map((zone) => ({ ...zone, kind: zone.accepts[0] ?? '' }))} />
          <span className="gallery-words">
            <span className="gallery-name">{name}</span>
            <span className="gallery-summary">{summary || <Trans>Your own template</Trans>}</span>
            {minutes > 0 && (
              <span className="gallery-minutes">
                <Clock aria-hidden="true" />
                <Plural value={minutes} one="# minute" other="# minutes" />
              </span>
            )}
          </span>
          <span className="gallery-start" aria-hidden="true">
            <Trans>Use it</Trans>
          </span>
        </button>
        <IconButton
          className="gallery-forget"
          label={t`Remove the template ${name} from this browser`}
          icon={<Trash2 />}
          size="small"
          onClick={() => forget(id)}
        />
        {failure && <Failure failure={failure} />}
      </li>
    )
  })
}
