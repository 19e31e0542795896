import './spinner.css'

/** Something is under way. Only seen: say in words, beside it, what. */
export function Spinner() {
  return <span className="pw-spinner" aria-hidden="true" />
}

/** A wait that has words: shown in the middle of what is being waited for. */
export function Waiting({ children }: { children: string }) {
  return (
    <p className="pw-waiting" role="status">
      <Spinner />
      {children}
    </p>
  )
}
