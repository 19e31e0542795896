import Type from 'typebox'
import type { EventName } from './events.ts'

const boardId = Type.String()
const revision = Type.Integer({ minimum: 1 })
const url = Type.String({ description: 'Where the plan is read, with a key or a seat token.' })

/** What an address is told with each event, for the record of the API: field by field. */
export const eventSchemas = {
  'plan.finished': told(
    'plan.finished',
    'A plan was finished',
    Type.Object({
      boardId,
      revision,
      checksum: Type.String({ description: 'SHA-256, hex, of the plan as canonical JSON (RFC 8785).' }),
      url,
    }),
  ),
  'plan.superseded': told(
    'plan.superseded',
    'A finished plan was superseded by a later one',
    Type.Object({
      boardId,
      revision: Type.Integer({ minimum: 1, description: 'The one that is superseded.' }),
      supersededBy: revision,
      url,
      diffUrl: Type.String({ description: 'What changed from the one to the other.' }),
    }),
  ),
  ping: told('ping', 'Somebody tries whether the address can be reached', Type.Object({ boardId })),
} as const satisfies Record<EventName, unknown>

function told<Data extends Type.TSchema>(event: EventName, summary: string, data: Data) {
  const body = Type.Object({
    id: Type.String({ description: 'The same at every try, as in the header `planwall-delivery`.' }),
    event: Type.Literal(event),
    createdAt: Type.String({ format: 'date-time' }),
    data,
  })
  return { summary, body }
}

/** The same as OpenAPI 3.1 has it: the calls that this server makes. */
export const webhooksRecord = Object.fromEntries(
  Object.entries(eventSchemas).map(([event, { summary, body }]) => [
    event,
    {
      post: {
        summary,
        parameters: ['planwall-event', 'planwall-delivery', 'planwall-signature'].map((name) => ({
          name,
          in: 'header' as const,
          required: true,
          schema: { type: 'string' as const },
        })),
        requestBody: { required: true, content: { 'application/json': { schema: plain(body) } } },
        responses: { '2XX': { description: 'Heard.' }, '410': { description: 'Gone: nothing is sent again.' } },
      },
    },
  ]),
)

/** Without what only TypeBox reads. */
function plain(schema: object): object {
  return JSON.parse(JSON.stringify(schema)) as object
}
