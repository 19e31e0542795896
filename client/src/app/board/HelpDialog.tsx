import { Trans, useLingui } from '@lingui/react/macro'
import { Dialog } from '../../ui/Dialog.tsx'
import { keyName } from './key-name.ts'
import './help-dialog.css'

/** How to work here, and every key there is. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const groups: { title: string; keys: [keys: string, what: string][] }[] = [
    {
      title: t`Everywhere`,
      keys: [
        ['?', t`This help`],
        ['Mod+F', t`Find a card by its words`],
        ['/', t`Find a card by its words`],
        ['Mod+Z', t`Undo my last change`],
        ['Mod+Shift+Z', t`Make it again`],
        ['Escape', t`Close, give up, or select nothing`],
      ],
    },
    {
      title: t`Cards on the wall`,
      keys: [
        ['N', t`A new card in this zone`],
        ['Enter', t`Write on the selected card`],
        ['Enter', t`While writing: the next card`],
        ['Shift+Enter', t`While writing: a new line`],
        ['Mod+V', t`Pasted lines or spreadsheet rows become cards`],
        ['Mod+C', t`Copy the selected cards, for another board too`],
        ['Mod+D', t`Duplicate`],
        ['C', t`Connect the two selected cards`],
        ['Delete', t`Delete`],
        ['Mod+A', t`Select everything`],
      ],
    },
    {
      title: t`Cards in the list`,
      keys: [
        ['↑↓', t`Go to the next card`],
        ['Enter', t`Write on the card`],
        ['Space', t`Select it`],
        ['Alt+↑↓', t`Move it up or down`],
        ['Shift+↑↓', t`Select several`],
        ['Mod+D', t`Duplicate`],
        ['Delete', t`Delete`],
      ],
    },
    {
      title: t`Getting around the wall`,
      keys: [
        ['←↑→↓', t`Choose a card; move it once it is chosen`],
        ['Tab', t`Go to the next card`],
        ['Alt+←↑→↓', t`Go to the card in that direction`],
        ['M, ←↑→↓', t`Move the selected cards to another zone`],
        ['Space', t`Hold it and drag to move the wall`],
        ['L', t`Point with a laser that everybody sees; Escape ends it`],
        ['Mod+wheel', t`Zoom in or out`],
        ['Shift+1', t`See everything`],
      ],
    },
  ]
  return (
    <Dialog title={t`Help`} width="wide" onClose={onClose}>
      <p className="help-words">
        <Trans>
          The wall and the list show the same cards: choose what suits you. Everything on the wall can be done in the
          list with the keyboard and a screen reader.
        </Trans>
      </p>
      <div className="help-groups">
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, what]) => (
                <div key={`${key} ${what}`}>
                  <dt>
                    <kbd>{keyName(key)}</kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
