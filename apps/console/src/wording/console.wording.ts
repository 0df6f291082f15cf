import type { DueStanding } from '../calendar/due-date.view.js';
import type { DueFilter, HolderFilter } from '../inbox/task-filter.view.js';
import type { InboxService } from '../inbox/merge-inbox.view.js';
import type { SignInFault } from '../session/session.api.js';
import type { PageName } from '../shell/navigation.view.js';
import type { OfficeWords } from './office.wording.js';

/** Every text of the console. A language is complete when it compiles. */
export interface Wording {
  readonly office: OfficeWords;
  /** A date YYYY-MM-DD as people write it. */
  readonly date: (date: string) => string;
  /** An amount of whole fen. */
  readonly money: (fen: number) => string;
  readonly due: (standing: DueStanding) => string;
  readonly shell: ShellWords;
  readonly session: SessionWords;
  readonly keys: {
    readonly title: string;
    readonly lines: readonly (readonly [string, string])[];
    readonly enabled: string;
  };
  readonly inbox: InboxWords;
}

interface ShellWords {
  readonly product: string;
  readonly programme: string;
  readonly home: string;
  readonly skip: string;
  readonly navigation: string;
  readonly pages: Readonly<Record<PageName, string>>;
  readonly services: Readonly<Record<InboxService, string>>;
  readonly language: string;
  readonly keys: string;
  readonly personNumber: string;
  readonly copy: string;
  readonly copied: string;
  readonly close: string;
  readonly loading: string;
  readonly unreachable: string;
  readonly retry: string;
  readonly offline: string;
  readonly faultTitle: string;
  readonly faultText: string;
  readonly reload: string;
  readonly notFoundTitle: string;
  readonly notFoundText: string;
  readonly toInbox: string;
}

interface SessionWords {
  readonly signInTitle: string;
  readonly signInText: string;
  readonly signIn: string;
  readonly signOut: string;
  readonly notices: string;
  readonly endedTitle: string;
  readonly endedText: string;
  readonly signInAgain: string;
  readonly goOn: string;
  readonly faults: Readonly<Record<SignInFault, string>>;
  readonly signedInTitle: string;
  readonly signedInText: string;
}

interface InboxWords {
  readonly title: string;
  readonly summary: (all: number, overdue: number) => string;
  readonly next: string;
  readonly list: string;
  readonly filters: string;
  readonly byDue: string;
  readonly byKind: string;
  readonly dues: Readonly<Record<DueFilter, string>>;
  readonly byHolder: string;
  readonly holders: Readonly<Record<HolderFilter, string>>;
  readonly heldBy: Readonly<Record<'me' | 'colleague', string>>;
  readonly saved: string;
  readonly saveAs: string;
  readonly save: string;
  readonly forget: (name: string) => string;
  readonly everyKind: string;
  readonly search: string;
  readonly unit: string;
  readonly everyUnit: string;
  readonly empty: string;
  readonly unnamed: string;
  readonly draft: string;
  readonly openedOn: (date: string) => string;
  readonly escalated: (level: number) => string;
  readonly reminded: string;
  readonly silent: (services: readonly string[]) => string;
}
