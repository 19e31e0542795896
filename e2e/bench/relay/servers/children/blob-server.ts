import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

// The limit of a join: whoever comes is sent the same bytes.
const blob = readFileSync(process.env.BLOB ?? '')
const http = createServer((_request, response) => response.end('blob'))
const server = new WebSocketServer({ server: http, perMessageDeflate: false })
server.on('connection', (socket) => {
  socket.on('error', () => socket.terminate())
  socket.send(blob)
})
http.listen(Number(process.env.PORT), '127.0.0.1')
