import { Plural, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import type { ApiError } from './api.ts'
import { errorWords } from './error-words.ts'

export interface FailureProps {
  failure: ApiError
  /** Offered where the same call can succeed later. */
  onRetry?: () => void
  actions?: ReactNode
}

/** A call that failed, in words: what happened, what to do, and what the server said in particular about a file. */
export function Failure({ failure, onRetry, actions }: FailureProps) {
  const { t } = useLingui()
  const { title, advice } = errorWords[failure.code]
  const retry = failure.retry && onRetry ? <Button size="small" onClick={onRetry}>{t`Try again`}</Button> : null
  return (
    <Banner tone="danger" title={t(title)} actions={retry || actions ? [retry, actions] : undefined}>
      {failure.waitS === undefined ? <p>{t(advice)}</p> : <Wait seconds={failure.waitS} />}
      {failure.code === 'bad-file' && failure.detail && <p>{failure.detail}</p>}
    </Banner>
  )
}

function Wait({ seconds }: { seconds: number }) {
  const minutes = Math.max(1, Math.ceil(seconds / 60))
  return (
    <p>
      <Plural value={minutes} one="You can try again in a minute." other="You can try again in # minutes." />
    </p>
  )
}
