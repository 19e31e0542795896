import { Trans, useLingui } from '@lingui/react/macro'
import { linkKinds } from '@planwall/shared/access/roles'
import { useBoard } from '../../sync/use-board.ts'
import { Banner } from '../../ui/Banner.tsx'
import { errorWords } from '../error-words.ts'
import { useMyBoards } from '../use-my-boards.ts'
import { LinkCard } from './LinkCard.tsx'
import { linkOf } from './use-links.ts'
import type { Links } from './use-links.ts'
import './share.css'

/** The three links: what each is for, how it stands, and what can be changed about it. */
export function LinksPart({ links }: { links: Links }) {
  const { t } = useLingui()
  const { boardId } = useBoard().seat
  const known = useMyBoards().find((board) => board.boardId === boardId)?.links ?? {}
  const { failure } = links
  return (
    <section className="share-part">
      <h3>
        <Trans>The three links</Trans>
      </h3>
      {failure && (
        <Banner tone="danger" title={t(errorWords[failure.code].title)}>
          {failure.message || t(errorWords[failure.code].advice)}
        </Banner>
      )}
      <ul className="share-links">
        {linkKinds.map((kind) => (
          <LinkCard key={kind} kind={kind} url={known[kind]} link={linkOf(links, kind)} links={links} />
        ))}
      </ul>
    </section>
  )
}
