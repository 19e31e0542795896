import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Database } from '@hocuspocus/extension-database'
import { Server } from '@hocuspocus/server'

// Hocuspocus as it comes, with its usual delays. Its own SQLite extension needs a driver that is compiled or downloaded
// at install; this does the same over Node's: the whole document, put in the place of the one before.
const folder = process.env.DATA_DIR ?? ''
mkdirSync(folder, { recursive: true })
const db = new DatabaseSync(join(folder, 'documents.db'))
db.exec('PRAGMA journal_mode = WAL')
db.exec('CREATE TABLE IF NOT EXISTS documents (name varchar(255) NOT NULL, data blob NOT NULL, UNIQUE(name))')
const select = db.prepare('SELECT data FROM documents WHERE name = ? ORDER BY rowid DESC')
const upsert = db.prepare(
  'INSERT INTO documents (name, data) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET data = excluded.data',
)

const server = new Server({
  port: Number(process.env.PORT),
  address: '127.0.0.1',
  quiet: true,
  extensions: [
    new Database({
      fetch: async ({ documentName }) => {
        const row = select.get(documentName)
        return row?.data instanceof Uint8Array ? row.data : null
      },
      store: async ({ documentName, state }) => {
        upsert.run(documentName, state)
      },
    }),
  ],
})
await server.listen()
