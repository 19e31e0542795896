import { useLingui } from '@lingui/react/macro'
import { LogIn } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useCall } from '../use-call.ts'
import { beginSignIn } from './account-api.ts'
import { tellSignInFailure } from './account-store.ts'

/** Leads to the provider's page, from where people come back signed in. */
export function SignInButton({ look = 'secondary' }: { look?: 'primary' | 'secondary' }) {
  const { t } = useLingui()
  const [isLeaving, setLeaving] = useState(false)
  const { busy, failure, run } = useCall()
  useEffect(() => {
    if (failure) tellSignInFailure(failure.code)
  }, [failure])
  const signIn = async () => {
    tellSignInFailure(undefined)
    const url = await run(beginSignIn)
    if (url === undefined) return
    setLeaving(true)
    window.location.assign(url)
  }
  return (
    <Button look={look} icon={<LogIn />} busy={busy || isLeaving} onClick={() => void signIn()}>
      {t`Sign in`}
    </Button>
  )
}
