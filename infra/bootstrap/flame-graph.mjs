import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const WIDTH = 1_400;
const ROW = 15;
/** Narrower frames cannot be read and are left out, with what is above them. */
const LEAST_PX = 1.2;
const CHARACTER_PX = 6.2;
const HEAD = 46;
const NOT_WORK = new Set(['(root)', '(idle)', '(program)']);

/** Where a frame's code comes from: a package, a room of ours, Node itself. */
export const partOf = (url, name) => {
  if (name === '(garbage collector)') return 'garbage collector';
  const pack = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url);
  if (pack) return pack[1];
  const room = /\/dist\/((?:apps|libs|infra)\/[^/]+|workflows)\//.exec(url);
  if (room) return room[1];
  return url === '' || url.startsWith('node:') ? 'node' : 'workflow bundle';
};

/**
 * The profiles of a folder, one process each, as trees of frames with their time in microseconds between two moments of the
 * monotonic clock, in microseconds as well; time in which a process waited is left out.
 */
export const readProfiles = (folder, from, to) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.cpuprofile'))
    .map((file) => {
      const { nodes, samples, timeDeltas, startTime } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      const self = new Map();
      let at = startTime;
      samples.forEach((id, n) => {
        at += timeDeltas[n];
        if (at >= from && at <= to) self.set(id, (self.get(id) ?? 0) + Math.max(0, timeDeltas[n]));
      });
      const byId = new Map(nodes.map((node) => [node.id, node]));
      return treeOf(basename(file, '.cpuprofile'), byId, self, nodes[0]);
    })
    .sort((a, b) => b.total - a.total);

const treeOf = (process, byId, self, root) => {
  const visit = (node) => {
    const { functionName, url } = node.callFrame;
    const own = NOT_WORK.has(functionName) ? 0 : (self.get(node.id) ?? 0);
    const frame = { name: functionName || '(anonymous)', part: partOf(url, functionName), self: own, total: own };
    frame.children = merged((node.children ?? []).map((id) => visit(byId.get(id))));
    for (const child of frame.children) frame.total += child.total;
    return frame;
  };
  return { ...visit(root), name: process, part: process };
};

/** Frames of one name and part under one caller are one. */
const merged = (frames) => {
  const byName = new Map();
  for (const frame of frames) {
    const key = `${frame.name} ${frame.part}`;
    const known = byName.get(key);
    if (known === undefined) byName.set(key, frame);
    else {
      known.self += frame.self;
      known.total += frame.total;
      known.children = merged([...known.children, ...frame.children]);
    }
  }
  return [...byName.values()].sort((a, b) => b.total - a.total);
};

/** Share of each part in the time of all processes together, the largest first. */
export const largestParts = (trees) => {
  const parts = new Map();
  const visit = (frame) => {
    parts.set(frame.part, (parts.get(frame.part) ?? 0) + frame.self);
    frame.children.forEach(visit);
  };
  trees.forEach(visit);
  const sum = trees.reduce((total, tree) => total + tree.total, 0);
  return [...parts]
    .map(([part, us]) => ({ part, ms: Math.round(us / 1_000), share: us / Math.max(1, sum) }))
    .sort((a, b) => b.ms - a.ms);
};

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const colourOf = (part) => {
  if (part.startsWith('apps/') || part === 'workflows' || part === 'workflow bundle') return '#e8927c';
  if (part.startsWith('libs/') || part.startsWith('infra/')) return '#f2c078';
  if (part === 'node') return '#b9c6d3';
  if (part === 'garbage collector') return '#8f8f8f';
  return '#9ec5ab';
};

/** All processes side by side, callers above what they call; widths are time at work. */
export const flameGraph = (trees, title) => {
  const sum = trees.reduce((total, tree) => total + tree.total, 0);
  const boxes = [];
  let deepest = 0;
  const draw = (frame, left, depth) => {
    const width = (frame.total / sum) * WIDTH;
    if (width < LEAST_PX) return;
    deepest = Math.max(deepest, depth);
    const label = frame.name.slice(0, Math.max(0, Math.floor((width - 4) / CHARACTER_PX)));
    const told = `${frame.name} (${frame.part}): ${(frame.total / 1_000).toFixed(0)} ms, ${((frame.total / sum) * 100).toFixed(1)} %`;
    const [x, y] = [left.toFixed(1), HEAD + depth * ROW];
    boxes.push(
      `<g><title>${escaped(told)}</title><rect x="${x}" y="${y}" width="${Math.max(0.5, width - 0.5).toFixed(1)}" height="${ROW - 1}" fill="${depth === 0 ? '#d5d5d5' : colourOf(frame.part)}"/>` +
        (label.length > 2 ? `<text x="${(left + 2).toFixed(1)}" y="${y + 11}">${escaped(label)}</text>` : '') +
        '</g>',
    );
    let at = left;
    for (const child of frame.children) {
      draw(child, at, depth + 1);
      at += (child.total / sum) * WIDTH;
    }
  };
  let at = 0;
  for (const tree of trees) {
    draw(tree, at, 0);
    at += (tree.total / sum) * WIDTH;
  }
  const height = HEAD + (deepest + 1) * ROW + 6;
  const legend =
    'red: our services and workflows · yellow: our libraries · green: packages · grey: Node, garbage collector';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="monospace" font-size="10">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<text x="4" y="16" font-size="14">${escaped(title)}</text><text x="4" y="34">${legend}</text>`,
    ...boxes,
    '</svg>\n',
  ].join('\n');
};
