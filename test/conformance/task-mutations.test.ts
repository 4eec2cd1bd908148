import assert from 'node:assert/strict';
import { test } from 'node:test';
import { providers } from '../../server/src/providers/index.ts';
import type { RequestHead } from '../../server/src/spec/call.ts';
import type { Dialect } from '../../server/src/spec/dialect.ts';
import { GatewayError } from '../../server/src/spec/fault.ts';
import type { TaskCall, TaskPort, TaskSend } from '../../server/src/spec/task.ts';
import { type Damage, damage, type Json } from '../support/damage.ts';
import { doors, type TaskDoor } from '../support/task-doors.ts';
import { type Request, requestOf, submitExamples } from '../support/task-pages.ts';

/**
 * Requests for tasks that were damaged: whatever a client sends is answered by a fault of the client's, in the shape of
 * its dialect, and whatever is still a request can be measured, translated and sent, or is refused in words. The requests
 * are those of the manual; the seed is fixed.
 */
const rounds = 2000;

type Front = {
  readonly dialect: Dialect;
  readonly endpoint: TaskDoor;
  readonly requests: readonly Request[];
  readonly works: boolean;
};

const examples = await Promise.all(
  submitExamples.map(async (one) => ({ ...one, request: await requestOf(one.page, one.example) })),
);

const fronts: readonly Front[] = doors.map(({ dialect, door }) => {
  const own = examples.filter((one) => one.dialect === dialect);
  const same = own.filter(({ endpoint }) => endpoint === door || endpoint.read === door.read);
  // Another address of one that has pages: its requests, or at least those of the dialect.
  const named = own.filter(({ endpoint }) => door.name.endsWith(endpoint.name));
  const requests = [same, named, own].find((list) => list.length > 0) ?? [];
  const works = requests.some(({ status }) => status < 400);
  return { dialect, endpoint: door, requests: requests.map(({ request }) => request), works };
});

const ports = providers.flatMap(({ manifest, tasks = {} }) =>
  Object.entries(tasks).map(([wire, port]) => ({
    wire,
    port,
    model: manifest.models.find(({ id }) => port.serves(id, undefined))?.id ?? 'sora-2',
    /** Those that draw: what each of them can do is another thing. */
    drawers: manifest.models.filter(({ id, kinds }) => kinds.includes('image') && port.serves(id, undefined)),
  })),
);
type Chooser = Damage['pick'];
/** Who else may be asked for what has a neutral form: one of them each time. */
const filmPorts = ports.filter(({ port }) => port.writeVideo);
const picturePorts = ports.filter(({ port, drawers }) => port.writeImage && drawers.length > 0);

const start = {
  access: { key: 'sk-simulated', settings: {} },
  taskId: 'task_01k9zzzzzzzzzzzzzzzzzzzzzz',
  parents: {},
};
/** An upstream that says nothing of use. */
const deaf: TaskSend = async () => ({ status: 200, headers: {}, body: Buffer.from('{}'), json: {} });

/** Runs `work`; what it throws must be a fault in words. True: it threw none. */
async function inWords(work: () => unknown, where: () => string, blame?: 'client'): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof GatewayError))
      throw new Error(`${error instanceof Error ? error.stack : error}\n${where()}`);
    assert.ok(error.fault.blame !== 'gateway', `${error.message}\n${where()}`);
    if (blame) assert.equal(error.fault.blame, blame, `${error.message}\n${where()}`);
    return false;
  }
}

/** What the client is told. */
function told({ dialect }: Front, error: GatewayError, where: () => string): void {
  const { status, body } = dialect.writeFault(error, 'req_01k9zzzzzzzzzzzzzzzzzzzzzz');
  assert.ok(status >= 400 && status < 500, `${status}\n${where()}`);
  const said = JSON.parse(body) as object;
  assert.ok(
    Object.keys(said).length > 0 && body.includes(JSON.stringify(error.message).slice(1, -1).slice(0, 20)),
    body,
  );
}

async function goesOn(
  port: TaskPort,
  upstreamModel: string,
  call: TaskCall,
  where: () => string,
): Promise<boolean> {
  const { action, body, facts = {} } = call;
  let measured: ReturnType<TaskPort['measure']> | undefined;
  const isMeasured = await inWords(
    () => {
      measured = port.measure({ action, body, upstreamModel, facts });
      for (const units of Object.values(measured.usage))
        assert.ok(Number.isFinite(units) && units >= 0, where());
    },
    where,
    'client',
  );
  if (isMeasured)
    await inWords(
      () => port.start({ ...start, action, body, upstreamModel, facts: measured!.facts }, deaf),
      where,
    );
  return isMeasured;
}

/** Gives true where the damaged request still means something. */
async function survives(front: Front, body: Buffer, head: RequestHead, pick: Chooser) {
  const { dialect, endpoint } = front;
  const where = () => `${dialect.id} ${endpoint.path}: ${body.toString('utf8', 0, 3000)}`;
  let call: TaskCall | undefined;
  try {
    if (endpoint.asks?.(head)) return false;
    call = endpoint.read(body, head);
  } catch (error) {
    if (!(error instanceof GatewayError))
      throw new Error(`${error instanceof Error ? error.stack : error}\n${where()}`);
    assert.equal(error.fault.blame, 'client', where());
    told(front, error, where);
    return false;
  }
  const { action, model, video, image } = call;
  let means = false;
  for (const { wire, port, model: known } of ports) {
    if (wire !== dialect.wire) continue;
    const upstreamModel = port.serves(model, action) ? model : known;
    means = (await goesOn(port, upstreamModel, call, where)) || means;
  }
  if (!video && !image) return means;
  const { port, model: first, drawers } = pick(video ? filmPorts : picturePorts);
  const upstreamModel = video ? first : pick(drawers).id;
  const to = { upstreamModel, parents: {}, drop: () => {} };
  let written: Pick<TaskCall, 'action' | 'body'> | undefined;
  const isWritten = await inWords(
    () => {
      written = video ? port.writeVideo!(video, to) : port.writeImage!(image!, to);
      JSON.stringify(written);
    },
    where,
    'client',
  );
  if (isWritten) means = (await goesOn(port, upstreamModel, { ...call, ...written }, where)) || means;
  return means;
}

for (const front of fronts) {
  const { dialect, endpoint, requests, works } = front;
  const { mutated, broken, pick } = damage(20_261_123);

  test(`${dialect.id} ${endpoint.path}: damaged requests are refused in words`, async () => {
    assert.ok(requests.length > 0, 'no page shows a request of it');
    const plain = requests.flatMap(({ head, body }) =>
      body.length === 0 || body[0] === 0x7b
        ? [{ head, json: JSON.parse(body.toString() || '{}') as Json }]
        : [],
    );
    let whole = 0;
    for (let round = 0; plain.length > 0 && round < rounds; round++) {
      const { head, json } = pick(plain);
      const body = Buffer.from(JSON.stringify(round === 0 ? json : mutated(json)));
      if (await survives(front, body, head, pick)) whole++;
    }
    assert.ok(plain.length === 0 || !works || whole > rounds / 20, `${whole}: some still mean something`);
  });

  test(`${dialect.id} ${endpoint.path}: broken bytes are refused in words`, async () => {
    for (let round = 0; round < rounds; round++) {
      const { head, body } = pick(requests);
      await survives(front, broken(body), head, pick);
    }
  });
}
