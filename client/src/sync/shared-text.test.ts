import { addCards, deleteElements, setLongText, setText } from '@planwall/shared/board/edit'
import { newBoard, newCard } from '@planwall/shared/testing/builders'
import { describe, expect, it } from 'vitest'
import { longTextOf, titleOf } from './shared-text.ts'
import { boardHandle } from './testing/board-handle.ts'
import { withRemote } from './typing.ts'

function open() {
  const docs = newBoard()
  addCards(docs.board, [newCard('task', { id: 't', text: 'one two' })], 'somebody else')
  return boardHandle(docs)
}

describe('a text that several people may type in', () => {
  it('reports what others change, and not what is typed here', () => {
    const handle = open()
    const text = titleOf(handle, 't')
    let box = { text: text.read(), start: 7, end: 7 }
    const stop = text.observe((delta) => {
      box = withRemote(box, delta)
    })
    text.splice({ index: 7, remove: 0, insert: '!' })
    expect(box.text).toBe('one two')
    box = { text: text.read(), start: 8, end: 8 }
    setText(handle.board, 't', 'zero one two!', 'somebody else')
    expect(box).toEqual({ text: 'zero one two!', start: 13, end: 13 })
    stop()
    setText(handle.board, 't', '', 'somebody else')
    expect(box.text).toBe('zero one two!')
  })

  it('two boxes on one text both follow it', () => {
    const handle = open()
    const [one, two] = [titleOf(handle, 't'), titleOf(handle, 't')]
    let shown = two.read()
    two.observe((delta) => {
      shown = withRemote({ text: shown, start: 0, end: 0 }, delta).text
    })
    one.splice({ index: 0, remove: 3, insert: '1' })
    expect(shown).toBe('1 two')
  })

  it('a card that undo brings back is followed again', () => {
    const handle = open()
    const text = titleOf(handle, 't')
    let shown = text.read()
    text.observe((delta) => {
      shown = withRemote({ text: shown, start: 0, end: 0 }, delta).text
    })
    deleteElements(handle.board, ['t'], handle.origin)
    expect(shown).toBe('')
    handle.undo.undo()
    expect(shown).toBe('one two')
    setText(handle.board, 't', 'one two three', 'somebody else')
    expect(shown).toBe('one two three')
  })

  it('a description exists from its first word on, whoever types it', () => {
    const handle = open()
    const text = longTextOf(handle, 't', 'description')
    let shown = text.read()
    text.observe((delta) => {
      shown = withRemote({ text: shown, start: 0, end: 0 }, delta).text
    })
    expect(handle.board.share.has('t/description')).toBe(false)
    setLongText(handle.board, 't', 'description', 'words', 'somebody else')
    expect(shown).toBe('words')
    text.splice({ index: 5, remove: 0, insert: '!' })
    expect(text.read()).toBe('words!')
  })
})
