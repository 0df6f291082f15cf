import type { OidcClientOptions } from './oidc-client.gateway.js';

/** What people's browsers need: where they sign in, with what their sessions are sealed, where the console's files are. */
export interface BrowserOptions extends OidcClientOptions {
  /** The first seals, all of them open. */
  readonly sessionKeys: readonly string[];
  readonly consoleDir: string;
}
