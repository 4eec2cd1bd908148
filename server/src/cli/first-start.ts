import type { FirstStart } from './gateway.ts';
import { facts } from './output.ts';

/** What a first start made. It is shown this once: everything in it is stored hashed or sealed. */
export const firstStartNotice = (made: FirstStart): string =>
  [
    'First start. This is shown once, so keep it:',
    '',
    facts([
      ['  admin', made.email],
      ['  password', made.password],
      ['  access token', `${made.accessToken}   (management API and this command line)`],
      ['  live key', `${made.liveKey}   (asks the channels you add)`],
      ['  test key', `${made.testKey}   (answered by simulators, costs nothing)`],
    ]),
  ].join('\n');
