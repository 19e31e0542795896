import { AppError } from '@planwall/shared/errors'
import type { NewRevision, PlanLink, RevisionStore, StoredRevision } from './revisions-port.ts'
import type { WebhookStore } from './webhooks-port.ts'

/** Keeps finished plans as long as the process lives. */
export function createMemoryRevisions(hasBoard: (boardId: string) => boolean, webhooks: WebhookStore): RevisionStore {
  const revisions = new Map<string, NewRevision[]>()
  const links = new Map<string, PlanLink & { tokenHash: string }>()
  const find = (boardId: string, revision: number) =>
    revisions.get(boardId)?.find((known) => known.revision === revision)

  return {
    async add(revision, deliveries) {
      const { boardId } = revision
      if (!hasBoard(boardId)) throw new Error(`There is no board ${boardId}.`)
      const before = revisions.get(boardId) ?? []
      if (revision.revision !== before.length + 1) throw new AppError('taken')
      revisions.set(boardId, [...before, revision])
      await webhooks.enqueue(deliveries)
    },
    async list(boardId) {
      return (revisions.get(boardId) ?? []).map(headOf).toReversed()
    },
    async get(boardId, revision) {
      const found = find(boardId, revision)
      return found && { ...headOf(found), plan: found.plan }
    },
    async snapshot(boardId, revision) {
      return find(boardId, revision)?.snapshot
    },
    async addLink(link) {
      if (!find(link.boardId, link.revision)) throw new Error('There is no such revision.')
      links.set(link.linkId, link)
    },
    async linksOf(boardId) {
      return [...links.values()].filter((link) => link.boardId === boardId).map(linkOf)
    },
    async findLink(linkId, tokenHash) {
      const link = links.get(linkId)
      return link?.tokenHash === tokenHash ? linkOf(link) : undefined
    },
    async removeLink(boardId, linkId) {
      return links.get(linkId)?.boardId === boardId && links.delete(linkId)
    },
  }
}

function headOf({ plan: _plan, snapshot: _snapshot, ...head }: NewRevision): StoredRevision {
  return head
}

function linkOf({ tokenHash: _hash, ...link }: PlanLink & { tokenHash: string }): PlanLink {
  return link
}
