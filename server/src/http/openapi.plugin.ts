import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fp from 'fastify-plugin'
import { webhooksRecord } from '../webhooks/event-schemas.ts'

const description = `Boards, seats, plans. Every failure has the body \`{code, message, retry}\`.

Documents travel on \`/sync/<boardId>\` and \`/sync/<boardId>/session\`, notes of facilitators on
\`/sync/<boardId>/facilitate\`, what somebody writes in private on \`/sync/<boardId>/seat/<seatId>\`; all speak the protocol of y-websocket: \`?token=\`
carries the seat token, \`?v=\` the version of the protocol (1 where absent). A socket that cannot be served is closed with
a code and words: 44xx is final (4401 a wrong token, 4403 not allowed, 4404 no such board, 4426 a version that is not
served, 4431 removed from the board, 4432 removed with a link that was reset, 4437 a page of another server), after any other code it may come back. Message type 120 carries one number: how many updates of this connection are on the server's disk.`

/** The record of the HTTP contract, made from the routes: a page at `/docs`, the document at `/docs/json`. */
export const openapiPlugin = fp<{ version: string; basePath: string }>(
  async (app, { version, basePath }) => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: { title: 'Planwall', version, description },
        servers: [{ url: basePath === '' ? '/' : basePath }],
        webhooks: webhooksRecord,
        components: {
          securitySchemes: {
            seat: { type: 'http', scheme: 'bearer', description: 'The `seatToken` of a seat at this board.' },
            apiToken: { type: 'http', scheme: 'bearer', description: 'A key for programs; it reads plans only.' },
            knock: { type: 'http', scheme: 'bearer', description: 'The `knockToken` of somebody who waits.' },
            account: { type: 'apiKey', in: 'cookie', name: 'planwall-session', description: 'Somebody who signed in.' },
            planLink: { type: 'http', scheme: 'bearer', description: 'The token of a link to a finished plan.' },
          },
        },
      },
    })
    await app.register(swaggerUi, {
      routePrefix: '/docs',
      indexPrefix: basePath,
      theme: {
        title: 'Planwall API',
        css: [{ filename: 'planwall.css', content: '.swagger-ui .topbar { display: none }' }],
      },
    })
  },
  { name: 'openapi' },
)
