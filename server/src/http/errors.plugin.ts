import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { AppError } from '@planwall/shared/errors'
import { HeadedError } from './headed-error.ts'

/**
 * The one place where what was thrown becomes an answer. Expected failures say what they are; what the framework refuses
 * is put in the same words; anything else is a bug, logged whole and answered without detail.
 */
export const errorsPlugin = fp(
  async (app) => {
    app.setErrorHandler((error: FastifyError | AppError, request, reply) => {
      const failure = asAppError(error)
      if (failure.status >= 500) request.log.error({ err: error }, 'a request failed')
      return answer(reply, failure)
    })
  },
  { name: 'errors' },
)

/** Answers with the failure's status and body. */
export function answer(reply: FastifyReply, failure: AppError): FastifyReply {
  if (failure instanceof HeadedError) reply.headers(failure.headers)
  return reply.code(failure.status).type('application/json; charset=utf-8').send(failure.body())
}

/** For requests that fail before there is a route: a broken URL and the like. */
export function answerBrokenRequest(_error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  void answer(reply, new AppError('bad-request'))
}

function asAppError(error: FastifyError | AppError): AppError {
  if (error instanceof AppError) return error
  const { validation, validationContext, statusCode = 500 } = error
  if (validation) return new AppError('bad-request', wordsFor(validation, validationContext), { cause: error })
  if (statusCode === 413) return new AppError('too-large', undefined, { cause: error })
  if (statusCode === 429) return new AppError('too-many', undefined, { cause: error })
  if (statusCode === 415)
    return new AppError('bad-request', 'This content type is not understood here.', { cause: error })
  if (statusCode >= 400 && statusCode < 500) return new AppError('bad-request', undefined, { cause: error })
  return new AppError('internal', undefined, { cause: error })
}

function wordsFor(validation: NonNullable<FastifyError['validation']>, context: string | undefined): string {
  const [first] = validation
  const missing = first?.params.missingProperty
  const path = `${context ?? 'request'}${first?.instancePath ?? ''}${typeof missing === 'string' ? `/${missing}` : ''}`
  return `${path} ${typeof missing === 'string' ? 'is missing' : (first?.message ?? 'is not valid')}.`
}
