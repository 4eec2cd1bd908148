/** A refusal as Anthropic's API writes it. Source: its page on errors. */
export class AnthropicError extends Error {
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, type: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.type = type;
    this.headers = headers;
  }

  /** Also the event that ends a stream. */
  toBody(requestId?: string): object {
    return {
      type: 'error',
      error: { type: this.type, message: this.message },
      ...(requestId === undefined ? {} : { request_id: requestId }),
    };
  }
}

export const invalid = (message: string): AnthropicError =>
  new AnthropicError(400, 'invalid_request_error', message);

export const internal = (): AnthropicError => new AnthropicError(500, 'api_error', 'Internal server error');

export const overloaded = (): AnthropicError => new AnthropicError(529, 'overloaded_error', 'Overloaded');

export const notFound = (message: string): AnthropicError =>
  new AnthropicError(404, 'not_found_error', message);
