import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Clock } from 'lucide-react'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { OWN_TEMPLATES } from '../../sync/own-templates-key.ts'
import { Waiting } from '../../ui/Spinner.tsx'
import { fetchTemplates } from '../api.ts'
import type { NewBoard } from '../api.ts'
import { Failure } from '../Failure.tsx'
import type { TemplateCard } from '../template-card.ts'
import { useCall } from '../use-call.ts'
import { ImportCard } from './ImportCard.tsx'
import { TemplatePicture } from './TemplatePicture.tsx'
import './template-gallery.css'

// What reads a template is fetched by those who have one.
const OwnTemplates = lazy(() => import('./OwnTemplates.tsx'))

export interface TemplateGalleryProps {
  onChoose: (template: TemplateCard) => void
  onImported: (board: NewBoard) => void
}

/** Everything a board can be started from: the templates of this server, and a plan from elsewhere. */
export function TemplateGallery({ onChoose, onImported }: TemplateGalleryProps) {
  const { t } = useLingui()
  const { templates, failure, busy, load } = useTemplates()
  const [hasOwn] = useState(hasOwnTemplates)
  if (failure) return <Failure failure={failure} onRetry={load} />
  if (busy || !templates) return <Waiting>{t`Fetching the templates …`}</Waiting>
  return (
    <ul className="gallery">
      {templates.map((template) => (
        <li key={template.id}>
          <button type="button" className="gallery-card" onClick={() => onChoose(template)}>
            <TemplatePicture zones={template.zones} />
            <span className="gallery-words">
              <span className="gallery-name">{template.name}</span>
              <span className="gallery-summary">{template.summary}</span>
              {template.minutes > 0 && (
                <span className="gallery-minutes">
                  <Clock aria-hidden="true" />
                  <Plural value={template.minutes} one="# minute" other="# minutes" />
                </span>
              )}
            </span>
            <span className="gallery-start" aria-hidden="true">
              <Trans>Use it</Trans>
            </span>
          </button>
        </li>
      ))}
      {hasOwn && (
        <Suspense fallback={null}>
          <OwnTemplates onImported={onImported} />
        </Suspense>
      )}
      <li>
        <ImportCard onImported={onImported} />
      </li>
    </ul>
  )
}

function useTemplates() {
  const [templates, setTemplates] = useState<readonly TemplateCard[]>()
  const { run, busy, failure } = useCall()
  const load = useCallback(() => {
    void run(fetchTemplates).then((found) => found && setTemplates(found))
  }, [run])
  useEffect(load, [load])
  return { templates, busy, failure, load }
}

function hasOwnTemplates(): boolean {
  try {
    return window.localStorage.getItem(OWN_TEMPLATES) !== null
  } catch {
    return false
  }
}
