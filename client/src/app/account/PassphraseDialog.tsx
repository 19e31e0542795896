import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useId, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import type { PassphraseQuestion } from '../passphrase.ts'
import './account-words.ts'

/** Asks for the passphrase of this server; the call that needs it waits for the answer. */
export default function PassphraseDialog({ wasWrong, answer }: PassphraseQuestion) {
  const { t } = useLingui()
  const formId = useId()
  const input = useRef<HTMLInputElement>(null)
  // Once the dialog is open: before, nothing in it takes the keyboard.
  useEffect(() => input.current?.focus(), [])
  const [given, setGiven] = useState('')
  const [missing, setMissing] = useState(false)
  const problem = missing
    ? t`Please type the passphrase.`
    : wasWrong
      ? t`That was not the passphrase. Check capital letters and spaces.`
      : undefined
  return (
    <Dialog
      title={t`The passphrase of this server`}
      width="narrow"
      onClose={() => answer(undefined)}
      footer={
        <>
          <Button look="quiet" onClick={() => answer(undefined)}>{t`Cancel`}</Button>
          <Button look="primary" type="submit" form={formId}>{t`Go on`}</Button>
        </>
      }
    >
      <p>
        <Trans>
          Whoever runs this server gives it to those who may start boards. This tab remembers it until it is closed.
        </Trans>
      </p>
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setMissing(given === '')
          if (given !== '') answer(given)
        }}
      >
        <TextField
          label={t`Passphrase`}
          type="password"
          error={problem}
          value={given}
          onChange={(event) => setGiven(event.target.value)}
          autoComplete="off"
          maxLength={200}
          ref={input}
          required
        />
      </form>
    </Dialog>
  )
}
