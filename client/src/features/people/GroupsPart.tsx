import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { neighbour } from '@planwall/shared/session/conduct'
import { currentStep } from '@planwall/shared/session/facilitation'
import type { Facilitation, Group } from '@planwall/shared/session/facilitation'
import { addGroups, changeGroup, copyZonesForGroups, putInGroup, removeGroups } from '@planwall/shared/session/groups'
import { COPY } from '@planwall/shared/session/step'
import { Copy, Dices, Merge, Plus, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { mayArrange } from '../../sync/card-acts.ts'
import { useWholeFacilitation } from '../../sync/facilitation.ts'
import { newId } from '../../sync/new-id.ts'
import { mergeGroups } from '../../sync/session-calls.ts'
import { useBoard } from '../../sync/use-board.ts'
import { useOrder } from '../../sync/use-order.ts'
import { usePeopleNow } from '../../sync/use-people-now.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import '../../ui/inputs.css'
import { Select } from '../../ui/Select.tsx'
import { toast } from '../../ui/toast-store.ts'
import { groupLink, newGroups } from './group-acts.ts'
import { peopleRows } from './people-rows.ts'
import styles from './people.module.css'

export interface GroupsPartProps {
  /** The link to take part, where this browser knows it. */
  participateLink: string | undefined
}

/** Breakout groups: made, filled by lot or by hand, given zones and a link of their own, and brought together again. */
export function GroupsPart({ participateLink }: GroupsPartProps) {
  const { t } = useLingui()
  const handle = useBoard()
  const facilitation = useWholeFacilitation()
  const { people } = usePeopleNow()
  const { busy, ask, order } = useOrder()
  const [count, setCount] = useState(2)
  const rows = useMemo(
    () => peopleRows(people ?? [], [], facilitation, handle.seat).filter(({ role }) => role === 'participant'),
    [people, facilitation, handle.seat],
  )
  const { groups, zones } = facilitation
  const mayChange = mayArrange(handle)
  const here = rows.flatMap(({ isHere, personId }) => (isHere && personId !== null ? [personId] : []))
  const copies = [...zones.keys()].filter((id) => id.includes(COPY)).length
  const patterns = zonesToCopy(facilitation)
  const make = () => {
    addGroups(
      handle.session,
      newGroups(count, groups, newId, (number) => t`Group ${number}`),
      handle.origin,
    )
  }
  const merge = async () => {
    const done = await ask(() => mergeGroups(handle))
    if (done) toast(done.cards === 1 ? t`1 card came back.` : t`${done.cards} cards came back.`)
  }
  return (
    <section className={styles.part}>
      <h3 className={styles.heading}>
        <Trans>Groups</Trans>
        {groups.length > 0 && (
          <span className={styles.sum}>
            <Plural value={groups.length} one="# group" other="# groups" />
          </span>
        )}
      </h3>
      <p className={styles.hint}>
        <Trans>For breakout rooms: each group has its own zones and its own link.</Trans>
      </p>
      {mayChange && (
        <div className={styles.make}>
          <input
            className="pw-input"
            type="number"
            min={1}
            max={20}
            aria-label={t`How many groups`}
            value={count}
            onChange={(event) => setCount(Math.min(20, Math.max(1, Math.round(Number(event.target.value) || 1))))}
          />
          <Button size="small" icon={<Plus />} onClick={make}>
            <Trans>Add groups</Trans>
          </Button>
          {groups.length > 0 && (
            <Button
              size="small"
              icon={<Dices />}
              disabled={busy || here.length === 0}
              onClick={() => void order({ do: 'draw-groups', people: here })}
            >
              <Trans>Draw lots</Trans>
            </Button>
          )}
        </div>
      )}
      <ul className={styles.list}>
        {groups.map((group) => (
          <GroupLine
            key={group.id}
            group={group}
            members={rows.filter(({ groupId }) => groupId === group.id).map(({ name }) => name)}
            link={participateLink && groupLink(participateLink, group.id)}
            onRename={(name) => changeGroup(handle.session, group.id, { name }, handle.origin)}
            onRemove={() => removeGroups(handle.session, [group.id], handle.origin)}
          />
        ))}
      </ul>
      {groups.length > 0 && (
        <>
          <ul className={styles.assign}>
            {rows.map(({ key, name, personId, groupId }) => (
              <li key={key}>
                <span>{name}</span>
                <Select
                  label={t`Group of ${name}`}
                  value={groupId ?? ''}
                  none={t`no group`}
                  disabled={!mayChange || personId === null}
                  options={groups.map((group) => ({ id: group.id, label: group.name }))}
                  onChoose={(id) =>
                    personId !== null && putInGroup(handle.session, [personId], id || null, handle.origin)
                  }
                />
              </li>
            ))}
          </ul>
          <div className={styles.make}>
            <Button
              size="small"
              icon={<Copy />}
              disabled={!mayChange || patterns.length === 0}
              title={patterns.length === 0 ? t`No step of the agenda is for groups` : undefined}
              onClick={() => copyZonesForGroups(handle.session, patterns, handle.origin)}
            >
              <Trans>Give each group its zones</Trans>
            </Button>
            {copies > 0 && (
              <Button size="small" icon={<Merge />} busy={busy} onClick={() => void merge()}>
                <Trans>Bring their cards together</Trans>
              </Button>
            )}
          </div>
          {!participateLink && (
            <p className={styles.hint}>
              <Trans>
                The groups' links are made of the link to take part, which this browser does not know. Under Share you
                can make a new one.
              </Trans>
            </p>
          )}
          {patterns.length === 0 && (
            <p className={styles.hint}>
              <Trans>
                To work in groups, open a step in the agenda and tick "Groups work in their own zones" under what people
                may do.
              </Trans>
            </p>
          )}
        </>
      )}
    </section>
  )
}

interface GroupLineProps {
  group: Group
  members: readonly string[]
  link: string | undefined
  onRename: (name: string) => void
  onRemove: () => void
}

function GroupLine({ group, members, link, onRename, onRemove }: GroupLineProps) {
  const { t } = useLingui()
  const { name } = group
  return (
    <li className={styles.group}>
      <span className={styles.swatch} style={{ background: `var(--pw-zone-${group.color}-edge)` }} aria-hidden="true" />
      <div className={styles.who}>
        <input
          key={name}
          className={`pw-input ${styles.groupName}`}
          aria-label={t`Name of ${name}`}
          defaultValue={name}
          maxLength={80}
          onBlur={(event) => {
            const next = event.target.value.trim()
            if (next !== '' && next !== name) onRename(next)
          }}
        />
        <p className={styles.facts}>
          {members.length === 0 ? <Trans>nobody yet</Trans> : <span>{members.join(', ')}</span>}
        </p>
        {link && (
          <CopyButton size="small" text={link} what={t`the link of ${name}`}>
            {t`Copy link`}
          </CopyButton>
        )}
      </div>
      <IconButton label={t`Remove ${name}`} icon={<Trash2 />} size="small" onClick={onRemove} />
    </li>
  )
}

/** The zones of the step that runs, or of the next that is for groups. */
function zonesToCopy(facilitation: Facilitation): string[] {
  const step = currentStep(facilitation)
  const candidates = [step, neighbour(facilitation, 1), ...facilitation.agenda]
  const forGroups = candidates.find((one) => one?.rules.byGroup === true && one.zoneIds.length > 0)
  return forGroups ? [...forGroups.zoneIds] : []
}
