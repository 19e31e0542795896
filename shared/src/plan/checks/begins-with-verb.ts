/**
 * Whether an English summary certainly does not begin with a verb: an article, a pronoun, a question word, a noun with a
 * tell-tale ending. Says nothing where it is not certain: a word it does not know may be a verb.
 */
export function beginsWithNonVerb(summary: string): boolean {
  const [first = ''] = /^[a-z]+(?![a-z\u00C0-\u024F])/i.exec(summary.trim()) ?? []
  const word = first.toLowerCase()
  if (word === '') return false
  if (nonVerbs.has(word)) return true
  return (
    word.length > 5 && /(tion|sion|ness|ity|ance|ence|ship|ism|ology)$/.test(word) && !verbsWithNounEndings.has(word)
  )
}

const nonVerbs = new Set(
  [
    'a an the this that these those some any all every each no another both several many more most few',
    'i we you he she it they my our your his her its their us them who what when where why how which',
    'in on at by for with without from of about under over between after before during until as if because',
    'and or but not also there here new old good better best bad big small weekly monthly daily quarterly annual',
    'meeting meetings budget budgets customer customers client clients team teams strategy product products',
    'workshop training kickoff newsletter webinar pipeline agenda deadline software hardware website people',
    'should could would might must maybe perhaps is are was were has have had',
  ].flatMap((line) => line.split(' ')),
)

const verbsWithNounEndings = new Set(
  [
    'position reposition mention question function auction caution commission decommission provision envision',
    'condition recondition transition petition section station ration fraction motion proposition requisition',
    'witness harness balance rebalance finance refinance enhance advance glance distance influence reference',
    'sequence experience evidence silence audience fence license licence ship worship vision revision',
  ].flatMap((line) => line.split(' ')),
)
