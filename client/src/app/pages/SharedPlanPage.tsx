import { i18n } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { useCallback, useSyncExternalStore } from 'react'
import { PlanPaper } from '../../features/revisions/PlanPaper.tsx'
import type { Revision } from '../../features/revisions/revision.ts'
import { useLoaded } from '../../features/revisions/use-loaded.ts'
import { messages } from '../../locales/en/board.po'
import { callApi } from '../../sync/board-api.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Waiting } from '../../ui/Spinner.tsx'
import { urlOf } from '../config.ts'
import { errorWords } from '../error-words.ts'
import { useTitle } from '../use-title.ts'
import { PageFrame } from './PageFrame.tsx'
import { PrintButton } from './PlansPage.tsx'
import './plans-page.css'

// What plans say is said in the words of the board.
i18n.load('en', messages)

/** One finished plan, for whoever has its link. The token stays behind the #: the page can be opened again. */
export default function SharedPlanPage({ linkId }: { linkId: string }) {
  const { t } = useLingui()
  const token = useSyncExternalStore(onHashChange, () => window.location.hash.slice(1))
  const load = useCallback(
    () => callApi<Revision>(urlOf(`api/shared-plans/${encodeURIComponent(linkId)}`), token, 'GET'),
    [linkId, token],
  )
  const { value, failure } = useLoaded(load)
  useTitle(value?.plan.name ?? t`A plan`)
  return (
    <PageFrame>
      <div className="plans-page">
        {!value && !failure && <Waiting>{t`Fetching the plan …`}</Waiting>}
        {failure && <Failed code={failure.code} />}
        {value && (
          <>
            <div className="plans-acts">
              <p className="plans-shared">
                <Trans>This plan was shared with you. It does not change.</Trans>
              </p>
              <span className="plans-acts-space" />
              <PrintButton />
            </div>
            <PlanPaper plan={value.plan} head={value} />
          </>
        )}
      </div>
    </PageFrame>
  )
}

function Failed({ code }: { code: keyof typeof errorWords }) {
  const { t } = useLingui()
  if (code === 'wrong-token' || code === 'bad-request') {
    return (
      <Banner tone="danger" title={t`This link shows no plan any more.`}>
        {t`It was revoked, or not all of it was copied. Ask whoever sent it for a new one.`}
      </Banner>
    )
  }
  const { title, advice } = errorWords[code]
  return (
    <Banner tone="danger" title={t(title)}>
      {t(advice)}
    </Banner>
  )
}

function onHashChange(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange)
  return () => window.removeEventListener('hashchange', onChange)
}
