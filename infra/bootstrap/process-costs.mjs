import { readFileSync, readdirSync } from 'node:fs';

/** Clock ticks of /proc/<pid>/stat in a second: fixed at 100 on Linux for programs outside the kernel. */
const TICKS = 100;

/** Names by what stands in the command line; the first that fits. */
const NAMES = [
  [/dist\/apps\/(\w+)\/src\/main\.js/, (found) => found[1]],
  [/dist\/workflows\/src\/main\.js/, () => 'workflows'],
  [/dist\/infra\/counterparts\/src\/main\.js/, () => 'counterparts'],
  [/KafkaMain|kafka\.Kafka/, () => 'kafka'],
  [/StoreMain/, () => 'store'],
  [/server start-dev/, () => 'temporal'],
];

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It ended while we looked.
    return '';
  }
};

const statOf = (pid) => {
  const text = read(`/proc/${pid}/stat`);
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
};

const nameOf = (pid) => {
  const command = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  for (const [pattern, name] of NAMES) {
    const found = pattern.exec(command);
    if (found) return name(found);
  }
  return undefined;
};

/** Our own processes and the engines below `root`, by name. @param {number} root */
export const processesBelow = (root) => {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), statOf(name).parent]),
  );
  const isBelow = (pid) => {
    for (let at = parents.get(pid); at !== undefined && at > 0; at = parents.get(at)) if (at === root) return true;
    return false;
  };
  return [...parents.keys()].filter(isBelow).flatMap((pid) => {
    const name = nameOf(pid);
    return name === undefined ? [] : [{ name, pid }];
  });
};

/** CPU seconds that each has used so far. @param {{ name: string, pid: number }[]} processes */
export const cpuOf = (processes) =>
  Object.fromEntries(processes.map(({ name, pid }) => [name, (statOf(pid).ticks || 0) / TICKS]));

/** Proportional set size of each in MB: memory that is shared is counted once in the sum. */
export const pssOf = (processes) =>
  Object.fromEntries(
    processes.map(({ name, pid }) => {
      const found = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`));
      return [name, Math.round(Number(found?.[1] ?? 0) / 1024)];
    }),
  );

/** @param {Record<string, number>} after @param {Record<string, number>} before */
export const difference = (after, before) =>
  Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)]));

/** @param {Record<string, number>} values */
export const sumOf = (values) => Object.values(values).reduce((sum, value) => sum + value, 0);
