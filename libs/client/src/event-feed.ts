import { isInterruption, pause } from './retry.js';

/** A fact in its CloudEvents envelope. */
export interface FactEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: string;
  readonly caseid: string;
  readonly time: string;
  readonly officetime: string;
  readonly actor: string;
  readonly actorkind: 'human' | 'machine';
  readonly causationid?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A fact and the position behind it: keep the position once the fact is dealt with. */
export interface FedEvent {
  readonly position: string;
  readonly event: FactEvent;
}

export interface FeedWish {
  /** A position of the feed, `end`, or a fact of one's own (`application/0193…@1`); from the beginning without. */
  readonly after?: string | undefined;
  readonly types?: readonly string[] | undefined;
  readonly services?: readonly string[] | undefined;
  readonly units?: readonly string[] | undefined;
  readonly ownCases?: boolean | undefined;
  /** Server-sent events, or a question that waits for its answer: for networks that hold streams back. */
  readonly how?: 'stream' | 'poll' | undefined;
  /** A stream that has said nothing for so long, in milliseconds, is asked for anew (45,000). */
  readonly silenceMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

type Ask = (search: string, init: RequestInit) => Promise<Response>;

const WAIT_SECONDS = 20;
/** The product says every 15 seconds that it is still there. */
const SILENCE_MS = 45_000;
const AGAIN_MS = 500;

/** Every event behind a position, once each and in order. Interruptions are the caller's affair only when he aborts. */
export async function* followEvents(ask: Ask, wish: FeedWish): AsyncGenerator<FedEvent> {
  let at = wish.after;
  const isOver = (): boolean => wish.signal?.aborted === true;
  while (!isOver()) {
    const source = wish.how === 'poll' ? poll(ask, wish, at) : stream(ask, wish, at);
    try {
      for await (const { position, event } of source) {
        at = position;
        if (event !== undefined) yield { position, event };
        if (isOver()) return;
      }
    } catch (error) {
      if (isOver()) return;
      if (!isInterruption(error)) throw error;
    }
    await pause(AGAIN_MS, wish.signal);
  }
}

interface Step {
  readonly position: string;
  readonly event?: FactEvent;
}

async function* poll(ask: Ask, wish: FeedWish, at: string | undefined): AsyncGenerator<Step> {
  const response = await ask(searchOf(wish, at, { wait: String(WAIT_SECONDS) }), initOf(wish, 'application/json'));
  const page = (await response.json()) as { readonly events: readonly Required<Step>[]; readonly next: string };
  yield* page.events;
  yield { position: page.next };
}

async function* stream(ask: Ask, wish: FeedWish, at: string | undefined): AsyncGenerator<Step> {
  const { silenceMs = SILENCE_MS } = wish;
  const silence = new AbortController();
  const signals = [silence.signal, ...(wish.signal === undefined ? [] : [wish.signal])];
  const init = { ...initOf(wish, 'text/event-stream'), signal: AbortSignal.any(signals) };
  let timer = setTimeout(() => silence.abort(), silenceMs);
  try {
    const response = await ask(searchOf(wish, at, {}), init);
    for await (const block of blocksOf(response)) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), silenceMs);
      const step = stepIn(block);
      if (step !== undefined) yield step;
    }
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

/** The parts between empty lines (WHATWG HTML §9.2.6). */
async function* blocksOf(response: Response): AsyncGenerator<string> {
  if (response.body === null) return;
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of response.body) {
    text = (text + decoder.decode(piece, { stream: true })).replaceAll('\r\n', '\n');
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    yield* blocks;
  }
}

const stepIn = (block: string): Step | undefined => {
  const lines = block.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line));
  const field = (name: string): string[] => lines.flatMap((match) => (match?.[1] === name ? [match[2] ?? ''] : []));
  const [position] = field('id');
  const data = field('data').join('\n');
  if (position === undefined) return undefined;
  return data === '' ? { position } : { position, event: JSON.parse(data) as FactEvent };
};

const initOf = ({ signal }: FeedWish, accept: string): RequestInit => ({
  headers: { accept },
  ...(signal === undefined ? {} : { signal }),
});

const searchOf = (wish: FeedWish, at: string | undefined, more: Readonly<Record<string, string>>): string => {
  const lists = { types: wish.types, services: wish.services, units: wish.units };
  const pairs = Object.entries({
    after: at,
    ownCases: wish.ownCases === undefined ? undefined : String(wish.ownCases),
    ...Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list?.join(',')])),
    ...more,
  }).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
};
