import fp from 'fastify-plugin'
import { createDocWorkers } from './doc-workers.ts'
import type { Documents } from './documents.ts'

declare module 'fastify' {
  interface FastifyInstance {
    documents: Documents
  }
}

/** Makes `app.documents` and closes it with the server, after the relay has put its rooms away. Threads by default. */
export const documentsPlugin = fp<{ documents?: Documents | undefined }>(
  async (app, { documents = createDocWorkers() }) => {
    app.decorate('documents', documents)
    app.addHook('onClose', () => documents.close())
  },
  { name: 'documents' },
)
