import { dialects } from '../../server/src/dialects/index.ts';
import type { RequestHead } from '../../server/src/spec/call.ts';
import type { Dialect, SubmitEndpoint } from '../../server/src/spec/dialect.ts';

/** An endpoint whose requests become tasks: by its own wire, or as the way behind one that else is answered at once. */
export type TaskDoor = Pick<SubmitEndpoint, 'method' | 'path' | 'name' | 'read' | 'answer' | 'asks'> &
  Partial<Pick<SubmitEndpoint, 'written'>>;

export const doors: readonly { readonly dialect: Dialect; readonly door: TaskDoor }[] = dialects.flatMap(
  (dialect) =>
    dialect.endpoints.flatMap((endpoint): { dialect: Dialect; door: TaskDoor }[] => {
      if (endpoint.does === 'submit-task') return [{ dialect, door: endpoint }];
      if (endpoint.does !== 'relay' || !endpoint.task) return [];
      const { method, path, name, read, task } = endpoint;
      const { answer } = task;
      return [
        {
          dialect,
          door: {
            ...{ method, path, name, answer },
            read: (body: Buffer, head: RequestHead) => task.read(read(body, head), head),
          },
        },
      ];
    }),
);
