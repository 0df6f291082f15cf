import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { actorIdOf, type DemonstrationAccount } from './accounts.js';
import { PAGE_HEADERS, issuerErrorPage, signInPage } from './sign-in-page.js';

/** Where the provider sends people who have to sign in. */
export const INTERACTION = '/interaction/';

const FORM_MAX_BYTES = 8 * 1024;

/** The people's sign-in: a form, its check, and back to the provider. Machines have their secrets and never come here. */
export class SignInRoute {
  private readonly people: readonly DemonstrationAccount[];

  constructor(
    private readonly provider: Pick<Provider, 'interactionDetails' | 'interactionFinished'>,
    accounts: readonly DemonstrationAccount[],
    private readonly secret: string,
    private readonly home: string | undefined,
  ) {
    this.people = accounts.filter(({ kind }) => kind === 'human');
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.provider.interactionDetails(request, response);
    } catch {
      // Its cookie is missing, its time is over, or another tab has signed in: nothing that this form could be answered with.
      send(response, 400, issuerErrorPage('the interaction was not found or is over', this.home));
      return;
    }
    if (request.method === 'POST') await this.check(request, response);
    else this.show(response, 200, { account: accountIn(request.url), failed: false });
  }

  private async check(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await formOf(request));
    const account = (form.get('account') ?? '').trim();
    const found = this.people.find((each) => each.account === account);
    if (found === undefined || !isSame(form.get('password') ?? '', this.secret)) {
      this.show(response, 401, { account, failed: true });
      return;
    }
    const result = { login: { accountId: actorIdOf(found.account) } };
    await this.provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }

  private show(response: ServerResponse, status: number, form: { account: string; failed: boolean }): void {
    send(response, status, signInPage(form, this.people));
  }
}

const send = (response: ServerResponse, status: number, html: string): void => {
  response.writeHead(status, PAGE_HEADERS);
  response.end(html);
};

const accountIn = (url: string | undefined): string =>
  new URL(url ?? '/', 'http://issuer.invalid').searchParams.get('account') ?? '';

const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The form's fields; nothing when it is longer than any form of ours. */
const formOf = async (request: IncomingMessage): Promise<string> => {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes <= FORM_MAX_BYTES) pieces.push(piece);
  }
  return bytes > FORM_MAX_BYTES ? '' : Buffer.concat(pieces).toString('utf8');
};
