/** An error of Kling's API: its HTTP status and its number. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const illegal = (message: string): Refusal => new Refusal(400, 1201, message);
