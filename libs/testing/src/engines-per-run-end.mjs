/** Jest's `globalTeardown` beside `engines-per-run.mjs`. */
export default async function tearDown() {
  await globalThis.nuanchaoTestEngines?.stop();
  globalThis.nuanchaoTestEngines = undefined;
}
