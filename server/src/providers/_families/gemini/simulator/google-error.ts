/** A refusal as Google writes it: `{"error": {code, message, status, details}}`. */
export class GoogleError extends Error {
  readonly code: number;
  readonly status: string;
  readonly details: readonly object[];

  constructor(code: number, status: string, message: string, details: readonly object[] = []) {
    super(message);
    this.code = code;
    this.status = status;
    this.details = details;
  }

  toBody(): object {
    const { code, message, status, details } = this;
    return { error: { code, message, status, ...(details.length > 0 ? { details } : {}) } };
  }
}

export const invalid = (message: string): GoogleError => new GoogleError(400, 'INVALID_ARGUMENT', message);

const typeUrl = 'type.googleapis.com/google.rpc.';

export const keyRefused = (): GoogleError =>
  new GoogleError(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
    {
      '@type': `${typeUrl}ErrorInfo`,
      reason: 'API_KEY_INVALID',
      domain: 'googleapis.com',
      metadata: { service: 'generativelanguage.googleapis.com' },
    },
  ]);

export const quotaReached = (): GoogleError =>
  new GoogleError(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota, please check your plan.', [
    {
      '@type': `${typeUrl}QuotaFailure`,
      violations: [{ quotaId: 'GenerateRequestsPerMinutePerProjectPerModel' }],
    },
    { '@type': `${typeUrl}RetryInfo`, retryDelay: '1.2s' },
  ]);

export const failed = (): GoogleError =>
  new GoogleError(500, 'INTERNAL', 'An internal error has occurred. Please retry.');

export const overloaded = (): GoogleError =>
  new GoogleError(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.');
