import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'

// The limit: hands every message to the others in the room as it came, one by one, and keeps nothing.
const rooms = new Map<string, Set<WebSocket>>()
const http = createServer((_request, response) => response.end('bare'))
const server = new WebSocketServer({ server: http, perMessageDeflate: false })
server.on('connection', (socket, request) => {
  const name = (request.url ?? '').split('?')[0] ?? ''
  const room = rooms.get(name) ?? new Set()
  rooms.set(name, room.add(socket))
  socket.on('error', () => socket.terminate())
  socket.on('message', (message) => {
    for (const other of room) if (other !== socket) other.send(message as Buffer)
  })
  socket.on('close', () => {
    room.delete(socket)
    if (room.size === 0) rooms.delete(name)
  })
})
http.listen(Number(process.env.PORT), '127.0.0.1')
