#!/usr/bin/env node
// Types only and nothing else is imported here: an older Node must get as far as handing over to the shim.
const needed = 26;

if (Number.parseInt(process.versions.node, 10) < needed) {
  const shim: string = new URL('../../bin/key4u.mjs', import.meta.url).href;
  await import(shim);
} else {
  if (process.env['KEY4U_NODE_STARTED'] && process.channel) {
    // The shim that started us was killed: whoever did it meant us, so stop as if we had been told to.
    process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
    process.channel.unref();
  }
  const [{ run }, { systemContext }] = await Promise.all([import('./program.ts'), import('./system.ts')]);
  const exitCode = await run(process.argv.slice(2), systemContext());
  // The exit code is set, not forced, so that what was written reaches its reader first.
  process.exitCode = exitCode;
}
