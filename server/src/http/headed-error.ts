import { AppError } from '@planwall/shared/errors'
import type { ErrorCode } from '@planwall/shared/errors'

/** An expected failure that says more in headers, such as how long to wait. */
export class HeadedError extends AppError {
  readonly headers: Readonly<Record<string, string>>

  constructor(code: ErrorCode, message: string, headers: Readonly<Record<string, string>>) {
    super(code, message)
    this.headers = headers
  }
}
