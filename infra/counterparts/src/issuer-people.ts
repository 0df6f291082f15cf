import type { Account, ClientMetadata, Configuration, ProviderContext } from 'oidc-provider';
import { actorIdOf, type DemonstrationAccount } from './accounts.js';
import { PAGE_HEADERS, issuerErrorPage, signOutPage, signedOutPage } from './sign-in-page.js';
import { INTERACTION } from './sign-in-route.js';

/** The client through which people sign in to the console. */
const CONSOLE_CLIENT = 'console';
const CONSOLE_SCOPE = 'openid profile';

/** As long a person stays signed in at the issuer: a working day with what comes before and after it. */
const PERSON_SECONDS = 12 * 3600;
/** How long the form may stay open. */
const FORM_SECONDS = 3600;
const CODE_SECONDS = 60;
const ID_TOKEN_SECONDS = 3600;

/** `consoles` are the web origins that people may be sent back to. */
export const consoleClient = (secret: string, consoles: readonly string[]): ClientMetadata => ({
  client_id: CONSOLE_CLIENT,
  client_secret: secret,
  grant_types: ['authorization_code', 'refresh_token'],
  redirect_uris: consoles.map((url) => `${url}/sign-in/callback`),
  post_logout_redirect_uris: consoles.map((url) => `${url}/`),
  response_types: ['code'],
  token_endpoint_auth_method: 'client_secret_basic',
  scope: CONSOLE_SCOPE,
});

/** Human accounts by the actor id that stands in their tokens. */
export const peopleById = (accounts: readonly DemonstrationAccount[]): ReadonlyMap<string, DemonstrationAccount> =>
  new Map(accounts.filter(({ kind }) => kind === 'human').map((each) => [actorIdOf(each.account), each]));

export const PERSON_LIFETIMES = {
  AuthorizationCode: CODE_SECONDS,
  Grant: PERSON_SECONDS,
  IdToken: ID_TOKEN_SECONDS,
  Interaction: FORM_SECONDS,
  RefreshToken: PERSON_SECONDS,
  Session: PERSON_SECONDS,
} as const;

/**
 * How people sign in and out: on a page of ours, without being asked for consent, because the console is no stranger. Their
 * names are in the ID token for the page to greet; access tokens have none.
 */
export const peopleConfiguration = (
  people: ReadonlyMap<string, DemonstrationAccount>,
  { resource, home }: { readonly resource: string; readonly home: string | undefined },
): Pick<
  Configuration,
  | 'claims'
  | 'conformIdTokenClaims'
  | 'findAccount'
  | 'interactions'
  | 'issueRefreshToken'
  | 'loadExistingGrant'
  | 'pkce'
  | 'renderError'
> => ({
  claims: { openid: ['sub'], profile: ['name', 'preferred_username'] },
  conformIdTokenClaims: false,
  findAccount: (_context, id) => accountOf(id, people.get(id)),
  interactions: { url: (_context, { uid }) => `${INTERACTION}${uid}` },
  issueRefreshToken: (_context, client) => client.clientId === CONSOLE_CLIENT,
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
    grant.addOIDCScope(CONSOLE_SCOPE);
    grant.addResourceScope(resource, '');
    await grant.save();
    return grant;
  },
  pkce: { required: () => true },
  renderError: (context, out) => show(context, issuerErrorPage(`${out.error}: ${out.error_description ?? ''}`, home)),
});

export const SIGN_OUT = {
  enabled: true,
  logoutSource: (context: ProviderContext, form: string): void => show(context, signOutPage(form)),
  postLogoutSuccessSource: (context: ProviderContext): void => show(context, signedOutPage()),
};

const accountOf = (id: string, person: DemonstrationAccount | undefined): Account | undefined =>
  person === undefined
    ? undefined
    : { accountId: id, claims: () => ({ sub: id, name: person.name, preferred_username: person.account }) };

const show = (context: ProviderContext, html: string): void => {
  context.set(PAGE_HEADERS);
  context.body = html;
};
