import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

// The least a page can do: what is typed goes into a Y.Text, what arrives is shown.
const query = new URLSearchParams(location.search)
const doc = new Y.Doc()
const token = query.get('token')
const provider = new WebsocketProvider(query.get('relay') ?? '', query.get('room') ?? 'room', doc, {
  disableBc: true,
  ...(token === null ? {} : { params: { token } }),
})
// How far things are saved, which our relay tells and the bare one does not, is nothing to this page.
provider.messageHandlers[120] = () => undefined
const text = doc.getText('text')
const box = document.querySelector<HTMLTextAreaElement>('#box')
const shown = document.querySelector('#shown')

box?.addEventListener('input', (event) => {
  if (event instanceof InputEvent && event.data) text.insert(text.length, event.data)
})
text.observe(() => {
  if (shown) shown.textContent = text.toString()
})
provider.on('status', ({ status }) => {
  document.body.dataset.status = status
})
